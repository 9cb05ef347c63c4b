// What an import says of what it leaves out, in words for the operator.
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import type { ImportPiece, LeftOutReason, Lost, LostKind } from '@galley/shared/article/formats/pieces.ts';

const lostWords: Record<LostKind, string> = {
  pictures: 'pictures that are not at hand',
  comments: 'comments',
  'tracked-changes': 'tracked changes',
  'headers-footers': 'headers and footers',
  'hidden-text': 'hidden text',
  'text-boxes': 'text boxes',
  macros: 'macros',
  equations: 'equations',
  scripts: 'scripts',
  forms: 'forms',
  media: 'films and sound',
  attachments: 'attachments',
  details: 'details of the file',
};

const leftOutWords: Record<LeftOutReason, string> = {
  'outside-article': 'around the article',
  hidden: 'hidden',
  comment: 'a comment',
  advertisement: 'an advertisement',
  related: 'links to other articles',
  form: 'a form',
  signature: 'a signature',
  'service-note': 'a note for editors',
  'embargo-line': 'the embargo’s line',
  'slug-line': 'the slug’s line',
  'end-mark': 'a sign of the end',
  'agency-note': 'an agency’s note',
  'header-footer': 'a header or footer',
  shortcode: 'a sign for a publishing system',
};

/** What a file holds and an article can't take over. */
export function wordsOfLost({ what, count, words = [] }: Lost): string {
  return `${lostWords[what]} (${count})${words.length > 0 ? `: ${words.map(quoted).join(', ')}` : ''}`;
}

/** The lines and pictures that an import leaves out at first, by their reasons. */
export function wordsOfPieces(pieces: readonly ImportPiece[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const piece of pieces) {
    const isOut = piece.type === 'line' ? piece.role === 'left-out' : piece.leftOut;
    if (!isOut) continue;
    const reason = piece.why in leftOutWords ? leftOutWords[piece.why as LeftOutReason] : 'left out';
    const words = piece.type === 'line' ? quoted(inlineText(piece.inline)) : `a ${piece.type}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), words]);
  }
  return [...reasons].map(([reason, words]) => `${reason}: ${words.join(', ')}`);
}

const longest = 60;

/** The words in quotation marks, cut where they are long. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const cut = [...line].slice(0, longest).join('');
  return `“${cut === line ? line : `${cut.trimEnd()} …`}”`;
}

/** An article by its headline. */
export function titled(headline: string): string {
  return headline.trim() === '' ? 'an article without a headline' : quoted(headline);
}
