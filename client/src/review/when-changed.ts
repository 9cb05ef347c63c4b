// How stores outside of React follow what comes from several places.

/** Gives a listener that calls on where one of the parts is another than at its last call, and the first time. */
export function whenChanged(parts: () => readonly unknown[], onChange: () => void): () => void {
  let seen: readonly unknown[] | undefined;
  return () => {
    const now = parts();
    if (seen && now.every((part, index) => part === seen?.[index])) return;
    seen = now;
    onChange();
  };
}
