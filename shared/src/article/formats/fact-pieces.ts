// What a file says of its headline, dek, byline and picture, as pieces: a line that says the same takes the role, wherever
// it stands; else the words stand before the text.
import { newId } from '../../ids.ts';
import { inlineText, textNode, tidyInline } from './inline.ts';
import { bylineOf } from './line-kinds.ts';
import type { FoundFacts, ImportPiece, LinePiece, LineRole } from './pieces.ts';

/** The pieces with those that the facts make, each marked `file-says`. */
export function withFacts(pieces: readonly ImportPiece[], facts: FoundFacts): ImportPiece[] {
  const added: ImportPiece[] = [];
  const said: [LineRole, string | undefined][] = [
    ['headline', facts.headline],
    ['dek', facts.dek],
    ['credit', facts.byline],
    ['picture-credit', facts.pictureCredit],
  ];
  for (const [role, words] of said) {
    const inline = tidyInline([textNode(words ?? '')]);
    if (inline.length === 0) continue;
    const there = lineThatSays(pieces, inlineText(inline));
    if (there) Object.assign(there, { role, why: 'file-says' });
    else added.push(factPiece(role, inline));
  }
  return [...added, ...pieces];
}

/** Where heads stand; further down, the same words are text. */
const opening = 8;

function lineThatSays(pieces: readonly ImportPiece[], words: string): LinePiece | undefined {
  let texts = 0;
  for (const piece of pieces) {
    const leftOut = piece.type === 'line' && piece.role === 'left-out';
    if (!leftOut) texts += 1;
    if (texts > opening) return undefined;
    if (piece.type !== 'line' || (piece.role !== 'paragraph' && !leftOut)) continue;
    if (folded(inlineText(piece.inline)) === folded(words)) return piece;
  }
  return undefined;
}

function folded(text: string): string {
  return bylineOf(text.normalize('NFC').replace(/\s+/g, ' ').trim());
}

function factPiece(role: LineRole, inline: LinePiece['inline']): LinePiece {
  return {
    id: newId<string>(),
    type: 'line',
    role,
    why: 'file-says',
    inline,
    kind: null,
    titled: false,
    level: 0,
    number: null,
    listType: null,
    source: '',
  };
}
