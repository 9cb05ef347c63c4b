// How many comments, reactions and suggestions one person may send. Each wakes everybody who has the article open and may reach
// people by e-mail. Who comes back from a day offline may have a hundred waiting; the browser keeps what is refused for its time.

/** Sixty a minute in the long run, and more at once for who was offline. */
export const commentLimit = { limit: 240, windowMs: 4 * 60_000 } as const;

/** The browser sends each wording that stands for a moment. */
export const suggestionLimit = { limit: 600, windowMs: 4 * 60_000 } as const;

/** Open threads of one article. Nobody answers so many, and everybody who opens the article loads them. */
export const maxOpenThreads = 1000;
