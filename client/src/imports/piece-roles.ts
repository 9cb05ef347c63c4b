// What a piece of an import can be made by hand, as the values of one choice.
import { inlineText } from '@galley/shared/article/formats/inline.ts';
import { labelKind } from '@galley/shared/article/formats/line-kinds.ts';
import type { ImportPiece, LinePiece, LineRole } from '@galley/shared/article/formats/pieces.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';

const lineValues = [
  'headline',
  'dek',
  'credit',
  'picture-credit',
  'subheading-2',
  'subheading-3',
  'paragraph',
  'bullet',
  'numbered',
  'quote',
  'left-out',
] as const;
/** A role as a choice's value; sections by their kind, `section:news`. */
export type RoleValue = (typeof lineValues)[number] | `section:${string}` | 'taken' | 'lead';

export interface RoleChoices {
  head: RoleValue[];
  sections: RoleValue[];
  text: RoleValue[];
}

/** What there is to choose for a piece. A section that the text does not name can only be another one, or none. */
export function choicesOf(piece: ImportPiece, sections: readonly SectionSpec[]): RoleChoices {
  if (piece.type !== 'line') {
    const isFigure = piece.type === 'block' && piece.block.type === 'figure';
    return { head: isFigure ? ['lead'] : [], sections: [], text: ['taken', 'left-out'] };
  }
  const kinds = new Set([...sections.map(({ kind }) => kind), ...(piece.kind === null ? [] : [piece.kind])]);
  const begins = [...kinds].map((kind): RoleValue => `section:${kind}`);
  if (isUnnamed(piece)) return { head: [], sections: begins, text: ['left-out'] };
  const [head, text] = [lineValues.slice(0, 4), lineValues.slice(4)];
  return { head, sections: begins, text };
}

export function roleValueOf(piece: ImportPiece): RoleValue {
  if (piece.type !== 'line') {
    if (piece.leftOut) return 'left-out';
    return piece.type === 'block' && piece.lead ? 'lead' : 'taken';
  }
  if (piece.role === 'section') return `section:${piece.kind ?? ''}`;
  if (piece.role === 'subheading') return piece.level === 3 ? 'subheading-3' : 'subheading-2';
  return piece.role;
}

/**
 * The piece as it is by hand. A line that begins a section is its title, unless it only says the name that the section
 * has anyway: no word may get lost.
 */
export function withRoleValue(
  piece: ImportPiece,
  value: RoleValue,
  sections: readonly SectionSpec[],
): ImportPiece {
  const leftOut = value === 'left-out';
  if (piece.type === 'block') return { ...piece, leftOut, lead: value === 'lead', why: 'by-hand' };
  if (piece.type === 'picture') return { ...piece, leftOut, why: 'by-hand' };
  const changed: LinePiece = { ...piece, why: 'by-hand', kind: null, titled: false };
  if (value.startsWith('section:')) {
    const kind = value.slice('section:'.length);
    const text = inlineText(piece.inline);
    return { ...changed, role: 'section', kind, titled: text !== '' && labelKind(text, sections) !== kind };
  }
  if (value === 'subheading-2' || value === 'subheading-3')
    return { ...changed, role: 'subheading', level: value === 'subheading-3' ? 3 : 2 };
  const role = value as LineRole;
  const isItem = (one: LineRole) => one === 'bullet' || one === 'numbered';
  // How deep an item is stays with it as long as it is one; one that is left out still counts in its list.
  const keepsLevel = isItem(piece.role) && (isItem(role) || role === 'left-out');
  return { ...changed, role, level: keepsLevel ? piece.level : 0 };
}

/** A section that the recognition put in, without a line of the text. */
export function isUnnamed(piece: ImportPiece): boolean {
  return piece.type === 'line' && piece.inline.length === 0;
}
