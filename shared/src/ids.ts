// Branded identifiers: a section's id can't be passed where an article's is wanted.

type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Of an article, its document and its rows. */
export type ArticleId = Brand<string, 'ArticleId'>;
/** Of a section of an article, the key of its entry in the outline. */
export type SectionId = Brand<string, 'SectionId'>;
/** Of a section of the site, not of an article. */
export type SiteSectionId = Brand<string, 'SiteSectionId'>;
/** Of an entry of the house style list. */
export type StyleWordId = Brand<string, 'StyleWordId'>;
/** Of a person at the desk, former members among them. */
export type UserId = Brand<string, 'UserId'>;
/** Of a template; a word for those that every desk starts with. */
export type TemplateId = Brand<string, 'TemplateId'>;
/** Of a picture, as texts and addresses name it. */
export type MediaId = Brand<string, 'MediaId'>;
/** Of a version that is kept of an article. */
export type VersionId = Brand<string, 'VersionId'>;
/** Of a thread of comments; the browser that opens it makes it. */
export type ThreadId = Brand<string, 'ThreadId'>;
/** Of one comment in a thread, made by its author’s browser. */
export type CommentId = Brand<string, 'CommentId'>;
/** Of a suggestion, made by its author’s browser. */
export type SuggestionId = Brand<string, 'SuggestionId'>;

/** Of a work: of all articles that tell one story, each in a language. */
export type WorkId = Brand<string, 'WorkId'>;

/** The name of a document on the socket and in the journal: `article/<id>`. */
export type DocumentName = Brand<string, 'DocumentName'>;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A fresh random identifier of 16 letters and digits (80 bits; Crockford's base 32 in lower case, which has no
 * letters that are easily mistaken). The type parameter names what it identifies.
 */
export function newId<Id extends string>(): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => alphabet[byte % 32]).join('') as Id;
}

/** How an id is written. */
export const idPattern = /^[0-9a-z]{4,40}$/;

/** Whether a text can be an id at all; the type parameter names what it is to identify. Others are nobody's, and PostgreSQL would not even look some of them up. */
export function isId<Id extends string = string>(text: unknown): text is Id {
  return typeof text === 'string' && idPattern.test(text);
}

/** The article of this id, or null for a text that can be no article's id. */
export function articleIdOf(text: unknown): ArticleId | null {
  return isId<ArticleId>(text) ? text : null;
}

const documentStart = 'article/';

/** The name of an article's document. */
export function documentNameOf(article: ArticleId): DocumentName {
  return `${documentStart}${article}` as DocumentName;
}

/** The article that a document name speaks of, or null where it is no such name. */
export function articleOfDocumentName(name: string): ArticleId | null {
  return name.startsWith(documentStart) ? articleIdOf(name.slice(documentStart.length)) : null;
}
