// What the pieces of an import come to: sections with their words, what is left out, and what carries over when the text
// is read again.
import type { SectionContent } from '@galley/shared/article/content.ts';
import { compose } from '@galley/shared/article/formats/compose.ts';
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import type { ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { wordsOf } from '@galley/shared/article/words.ts';
import type { Language } from '@galley/shared/language.ts';
import { isUnnamed, roleValueOf, withRoleValue } from './piece-roles.ts';

/** What an article that has them already leaves out. */
export interface TakenHead {
  headline: boolean;
  dek: boolean;
  credit: boolean;
}

export function isLeftOut(piece: ImportPiece): boolean {
  return piece.type === 'line' ? piece.role === 'left-out' : piece.leftOut;
}

/** The text of a piece, for people who only hear which one is meant. */
export function textOf(piece: ImportPiece): string {
  if (piece.type === 'line') return inlineText(piece.inline);
  return piece.type === 'block' ? plainText([piece.block]) : piece.alt || piece.caption;
}

/** Which kind of section each piece is in; null before the first one. */
export function kindsOf(pieces: readonly ImportPiece[]): (string | null)[] {
  let kind: string | null = null;
  return pieces.map((piece) => {
    if (piece.type === 'line' && piece.role === 'section') kind = piece.kind;
    const inHead =
      piece.type === 'line' && ['headline', 'dek', 'credit', 'picture-credit'].includes(piece.role);
    return inHead ? null : kind;
  });
}

export interface MadeSection extends Pick<SectionContent, 'id' | 'kind' | 'title'> {
  words: number;
}

/** What the pieces make: the head's state and the sections that have text, in their order. */
export function outcomeOf(
  pieces: readonly ImportPiece[],
  sections: readonly SectionSpec[],
  language: Language,
): { headline: string; sections: MadeSection[]; words: number; leftOut: number } {
  const { content } = compose(pieces, { sections, language, complete: false });
  const made = content.sections.map(({ id, kind, title, blocks }) => ({
    id,
    kind,
    title,
    words: wordsOf(blocks),
  }));
  return {
    headline: content.headline,
    sections: made,
    words: made.reduce((sum, { words }) => sum + words, 0),
    leftOut: pieces.filter((piece) => isLeftOut(piece) && !isUnnamed(piece)).length,
  };
}

/** An article with a headline keeps it: the imported one is left out, for everybody to see. */
export function withoutTaken(pieces: readonly ImportPiece[], taken: TakenHead): ImportPiece[] {
  return pieces.map((piece) =>
    piece.type === 'line' && piece.why !== 'by-hand' && takenRole(piece.role, taken)
      ? { ...piece, role: 'left-out' }
      : piece,
  );
}

function takenRole(role: string, taken: TakenHead): boolean {
  return (role === 'headline' || role === 'dek' || role === 'credit') && taken[role];
}

/** Which part of the head a line would have been, had the article none. */
export function keptOutAs(piece: ImportPiece): keyof TakenHead | null {
  if (piece.type !== 'line' || piece.role !== 'left-out') return null;
  if (piece.why === 'first-line') return 'headline';
  if (piece.why === 'after-headline') return 'dek';
  if (piece.why === 'credit-form') return 'credit';
  return null;
}

/** The pieces of a new reading with what was corrected in the last one, line by line. */
export function withCorrections(
  read: readonly ImportPiece[],
  before: readonly ImportPiece[],
  sections: readonly SectionSpec[],
): ImportPiece[] {
  const corrected = new Map<string, ImportPiece[]>();
  for (const piece of before) {
    if (isUnnamed(piece)) continue;
    corrected.set(textOf(piece), [...(corrected.get(textOf(piece)) ?? []), piece]);
  }
  return read.map((piece) => {
    const old = isUnnamed(piece) ? undefined : corrected.get(textOf(piece))?.shift();
    if (old?.why !== 'by-hand' || old.type !== piece.type) return piece;
    const value = roleValueOf(old);
    const isKnown = !value.startsWith('section:') || sections.some(({ kind }) => `section:${kind}` === value);
    return isKnown ? withRoleValue(piece, value, sections) : piece;
  });
}

/** The language of a text, by its commonest words; null where it says too little. */
export function languageOf(pieces: readonly ImportPiece[]): Language | null {
  const text = pieces.map(textOf).join(' ').toLowerCase();
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  const german = count(/(?<!\p{L})(der|die|das|und|ist|nicht|ein|eine|mit|von|für|auf)(?!\p{L})/gu);
  const english = count(/(?<!\p{L})(the|and|of|is|to|not|an|with|for|from|that|was)(?!\p{L})/gu);
  if (german + english < 5) return null;
  return german > english ? 'de' : 'en';
}
