// Answers that hold for a moment, so that asking often costs little.

/** Asks at most once in so many ms, however many want to know; a failure holds as long as an answer. */
export function recentAnswer<Answer>(holdsMs: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: { at: number; answer: Promise<Answer> } | null = null;
  return () => {
    const now = performance.now();
    if (!asked || now - asked.at >= holdsMs) asked = { at: now, answer: ask() };
    return asked.answer;
  };
}
