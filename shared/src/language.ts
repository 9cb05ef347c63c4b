// The languages that Galley speaks.

/** The languages of the interface, of articles and of the public site. */
export const languages = ['en', 'de'] as const;
/** A language of the interface or of an article (BCP 47). */
export type Language = (typeof languages)[number];
