// What the lines of a file are in an article: headline, dek, credit, sections with their kinds, subheadings. Only roles
// are given: no line is changed or left away, so the person who looks at the preview can correct each.
import { newId } from '../../ids.ts';
import { allows } from '../new-content.ts';
import { type SectionSpec, specOf } from '../template.ts';
import { withFacts } from './fact-pieces.ts';
import type { Found, FoundFile, FoundLine } from './found.ts';
import { inlineText } from './inline.ts';
import {
  hasDateline,
  isCapitals,
  isCredit,
  isName,
  isShortLine,
  labelKind,
  pictureCreditForm,
  sentencesIn,
} from './line-kinds.ts';
import type { BlockPiece, ImportPiece, LinePiece, LineRole, Recognition } from './pieces.ts';

type Sections = readonly SectionSpec[];

/** The pieces of an import, for a template's sections. What the file says of itself goes before every guess. */
export function recognize({ found, facts }: Omit<FoundFile, 'lost'>, sections: Sections): ImportPiece[] {
  const lines = found.map((one) => pieceOf(one, sections));
  // A file of this desk's own needs no guesses.
  if (found.some((one) => one.type === 'line' && one.said)) return withFacts(lines, facts);
  const sources: Sources = new Map(lines.map((piece, index) => [piece, found[index]] as const));
  const pieces = withFacts(lines, facts);
  const within = pieces.filter((piece) => !isLeftOut(piece));
  const bodyStart = recognizeHead(within, sources, sections);
  const body = within.slice(bodyStart);
  recognizeSections(body, sources, sections);
  const implied = impliedSections(body, sources, sections);
  recognizeSubheadings(body, sources, implied, sections);
  return pieces.flatMap((piece) => {
    const before = implied.get(piece);
    return before ? [before, piece] : [piece];
  });
}

/** The kind that takes what no label claims: the first that holds every block, or else the most of them. */
export function mainKind(sections: Sections): string {
  const width = (spec: SectionSpec) =>
    spec.blocks.length === 0 ? Number.POSITIVE_INFINITY : spec.blocks.length;
  const widest = sections.reduce<SectionSpec | null>(
    (best, spec) => (best === null || width(spec) > width(best) ? spec : best),
    null,
  );
  return widest?.kind ?? 'text';
}

type Sources = ReadonlyMap<ImportPiece, Found | undefined>;

function pieceOf(found: Found, sections: Sections): ImportPiece {
  const { leftOut } = found;
  const shared = { id: newId<string>(), why: leftOut ?? 'rest' } as const;
  if (found.type === 'block')
    return {
      ...shared,
      type: 'block',
      block: found.block,
      lead: found.lead === true,
      leftOut: leftOut !== undefined,
    };
  if (found.type === 'picture') {
    const { leftOut: _, ...picture } = found;
    return { ...shared, ...picture, media: null, leftOut: leftOut !== undefined };
  }
  const { form } = found;
  const kind = form.is === 'section' ? (specOf({ sections }, form.kind)?.kind ?? mainKind(sections)) : null;
  return {
    ...shared,
    type: 'line',
    ...roleOf(found),
    ...(leftOut ? { role: 'left-out', why: leftOut } : {}),
    inline: found.inline,
    kind,
    titled: kind !== null && labelKind(inlineText(found.inline), sections) !== kind,
    ...saidRole(found, sections),
    number: found.form.is === 'numbered' ? found.form.number : null,
    listType: (found.form.is === 'numbered' && found.form.type) || null,
    source: found.form.is === 'quote' ? found.form.source : '',
  };
}

/** What a file of this desk's own says of the line. A section of a kind that the template lacks keeps its name. */
function saidRole({ said }: FoundLine, sections: Sections): Partial<LinePiece> {
  if (!said) return {};
  const { role, level = 0 } = said;
  if (role !== 'section') return { role, level, why: 'file-says' };
  const known = sections.some(({ kind }) => kind === said.kind);
  const kind = known ? (said.kind ?? null) : mainKind(sections);
  return { role, why: 'file-says', kind, titled: said.titled === true || !known };
}

/** What the format itself says. */
function roleOf({ form }: FoundLine): { role: LineRole; level: number; why?: Recognition } {
  if (form.is === 'bullet' || form.is === 'numbered') {
    return { role: form.is, level: form.depth, why: 'list-sign' };
  }
  if (form.is === 'section') return { role: 'section', level: 0, why: 'file-says' };
  if (form.is === 'quote') return { role: 'quote', level: 0, why: 'quote-sign' };
  return { role: 'paragraph', level: 0 };
}

function isLeftOut(piece: ImportPiece): boolean {
  return piece.type === 'line' ? piece.role === 'left-out' : piece.leftOut;
}

function setRole(piece: LinePiece, role: LineRole, why: Recognition): void {
  piece.role = role;
  piece.why = why;
}

const maxHeadline = 300;
const maxDek = 300;

/** Finds headline, dek and credits among the first pieces; gives where the body begins. */
function recognizeHead(pieces: readonly ImportPiece[], sources: Sources, sections: Sections): number {
  const formOf = (piece: ImportPiece | undefined) => {
    const found = piece && sources.get(piece);
    return found?.type === 'line' ? found.form : null;
  };
  const said = (role: LineRole) =>
    pieces.findIndex((piece) => piece.type === 'line' && piece.role === role && piece.why === 'file-says');
  const opening = pieces.slice(0, 8);
  const known = said('headline');
  // A page may put a kicker or a date above its title.
  const titled =
    known !== -1
      ? known
      : opening.findIndex((piece) => {
          const form = formOf(piece);
          return form?.is === 'title' || (form?.is === 'heading' && form.level === 1);
        });
  const start = Math.max(titled, 0);
  const first = pieces[start];
  let index = start;
  if (known !== -1) {
    index += 1;
  } else if (first?.type === 'line' && isHeadline(first, formOf(first), sections, pieces.length)) {
    setRole(first, 'headline', titled === -1 ? 'first-line' : 'title');
    index += 1;
  }
  // A headline that stands beside the text says that a dek would stand there too.
  let dek = said('dek') !== -1 || (known !== -1 && first !== undefined && !sources.has(first));
  const credited = said('credit') !== -1;
  for (; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece?.type === 'line' && piece.why === 'file-says') continue;
    if (piece && isFigure(piece) && !pieces.some(isLead)) {
      piece.lead = true;
      continue;
    }
    if (piece?.type !== 'line' || piece.role !== 'paragraph') break;
    const text = inlineText(piece.inline);
    const form = formOf(piece);
    if (labelKind(text, sections) !== null) break;
    const picture = form?.is === 'heading' ? null : pictureCreditForm(text);
    if (picture) {
      setRole(piece, 'picture-credit', picture);
    } else if (!credited && (isCredit(text) || isNameAlone(text, index, pieces, sections))) {
      setRole(piece, 'credit', 'credit-form');
    } else if (!dek && form?.is === 'subtitle') {
      setRole(piece, 'dek', 'title');
      dek = true;
    } else if (!dek && form?.is === 'plain' && isDek(text, index, pieces, sections)) {
      setRole(piece, 'dek', 'after-headline');
      dek = true;
    } else {
      break;
    }
  }
  // What stood above the title stays where it was, as the first text of the body.
  return titled > 0 ? 0 : index;
}

function isHeadline(
  piece: LinePiece,
  form: FoundLine['form'] | null,
  sections: Sections,
  pieces: number,
): boolean {
  const text = inlineText(piece.inline);
  if (text.length > maxHeadline || piece.role !== 'paragraph' || labelKind(text, sections) !== null)
    return false;
  if (hasDateline(text)) return false;
  if (form?.is !== 'plain') return form?.is === 'title' || (form?.is === 'heading' && form.level <= 2);
  // A pasted paragraph is no headline, and a single sentence needs none.
  return !(/[.…]$/.test(text) && (text.length > 120 || pieces === 1));
}

/** The longest dek of one sentence; longer ones must stand above a credit or a section's name. */
const maxSentence = 160;

/** A dek comes between a headline and more text. The text's own first paragraph mostly has several sentences. */
function isDek(text: string, index: number, pieces: readonly ImportPiece[], sections: Sections): boolean {
  const headed = pieces.slice(0, index).some((piece) => piece.type === 'line' && piece.role === 'headline');
  if (!headed || text.length > maxDek || isCapitals(text) || hasDateline(text)) return false;
  const next = pieces[index + 1];
  if (!next) return false;
  if (sentencesIn(text) <= 1 && text.length <= maxSentence) return true;
  const below = next.type === 'line' ? inlineText(next.inline) : '';
  return (
    isCredit(below) ||
    isCapitals(below) ||
    pictureCreditForm(below) !== null ||
    labelKind(below, sections) !== null
  );
}

/** A name alone is a byline where it stands under the headline and above a text, another credit or a section's name. */
function isNameAlone(
  text: string,
  index: number,
  pieces: readonly ImportPiece[],
  sections: Sections,
): boolean {
  const next = pieces[index + 1];
  if (index === 0 || next?.type !== 'line' || !isName(text)) return false;
  const below = inlineText(next.inline);
  return below.length > 60 || pictureCreditForm(below) !== null || labelKind(below, sections) !== null;
}

/** Finds the lines that name sections: known labels, lines in capitals, headings of the labels' own level. */
function recognizeSections(body: readonly ImportPiece[], sources: Sources, sections: Sections): void {
  const open = body.filter((piece) => piece.type === 'line' && piece.role === 'paragraph') as LinePiece[];
  let labelLevel = 0;
  for (const piece of open) {
    const kind = labelKind(inlineText(piece.inline), sections);
    if (kind === null) continue;
    setRole(piece, 'section', 'known-label');
    piece.kind = kind;
    labelLevel = Math.max(labelLevel, headingLevel(sources.get(piece)) ?? 0);
  }
  for (const piece of open) {
    if (piece.role === 'section') continue;
    const level = headingLevel(sources.get(piece));
    const capitals = level === null && isCapitals(inlineText(piece.inline));
    if (!capitals && (level === null || level > labelLevel)) continue;
    setRole(piece, 'section', capitals ? 'capitals' : 'heading');
    piece.kind = mainKind(sections);
    piece.titled = true;
  }
}

/**
 * Sections that the text has without naming them, by the piece before which they begin: its opening belongs to the
 * template's first section. Where no section is named at all, the main one begins with an early subheading, or else with
 * the second paragraph.
 */
function impliedSections(
  body: readonly ImportPiece[],
  sources: Sources,
  sections: Sections,
): Map<ImportPiece, LinePiece> {
  const implied = new Map<ImportPiece, LinePiece>();
  const isText = (piece: ImportPiece) => !isHead(piece) && !isSection(piece);
  const first = body.find(isText);
  const named = body.find(isSection);
  const opening = sections[0]?.kind ?? 'text';
  const main = mainKind(sections);
  if (!first || (named && body.indexOf(named) < body.indexOf(first))) return implied;
  const text = body.filter(isText);
  if (named || opening === main || text.length === 1) {
    implied.set(first, impliedSection(named || text.length > 1 ? opening : main));
    return implied;
  }
  implied.set(first, impliedSection(opening));
  const early = text.slice(1, 4).find((piece) => {
    const heading = headingLevel(sources.get(piece)) !== null;
    return heading || (piece.type === 'line' && headsText(piece, text[text.indexOf(piece) + 1]));
  });
  // A list is not cut in two.
  const goesOn = (piece: ImportPiece) => isItem(piece) && text.slice(0, text.indexOf(piece)).every(isItem);
  const start = early ?? text.slice(1).find((piece) => !goesOn(piece));
  if (start) implied.set(start, impliedSection(main));
  return implied;
}

const headRoles: ReadonlySet<LineRole> = new Set(['headline', 'dek', 'credit', 'picture-credit']);

function isItem(piece: ImportPiece): boolean {
  return piece.type === 'line' && (piece.role === 'bullet' || piece.role === 'numbered');
}

function isFigure(piece: ImportPiece): piece is BlockPiece {
  return piece.type === 'block' && piece.block.type === 'figure';
}

function isLead(piece: ImportPiece): boolean {
  return piece.type === 'block' && piece.lead;
}

function isHead(piece: ImportPiece): boolean {
  return isLead(piece) || (piece.type === 'line' && headRoles.has(piece.role));
}

function isSection(piece: ImportPiece): piece is LinePiece {
  return piece.type === 'line' && piece.role === 'section';
}

function impliedSection(kind: string): LinePiece {
  return {
    id: newId<string>(),
    type: 'line',
    role: 'section',
    why: 'no-label',
    inline: [],
    kind,
    titled: false,
    level: 0,
    number: null,
    listType: null,
    source: '',
  };
}

/** Headings become subheadings of two levels; where the file has none, short lines do. */
function recognizeSubheadings(
  body: readonly ImportPiece[],
  sources: Sources,
  implied: ReadonlyMap<ImportPiece, LinePiece>,
  sections: Sections,
): void {
  const levels = body.flatMap((piece) => {
    const level =
      piece.type === 'line' && piece.role === 'paragraph' ? headingLevel(sources.get(piece)) : null;
    return level === null ? [] : [level];
  });
  const top = Math.min(...levels);
  let spec: SectionSpec | null = null;
  for (const [index, piece] of body.entries()) {
    const section = isSection(piece) ? piece : implied.get(piece);
    if (section) spec = specOf({ sections }, section.kind ?? '');
    if (piece.type !== 'line' || piece.role !== 'paragraph') continue;
    const found = sources.get(piece);
    const form = found?.type === 'line' ? found.form : null;
    if (form?.is === 'heading' || form?.is === 'title' || form?.is === 'subtitle') {
      setRole(piece, 'subheading', 'heading');
      piece.level = form.is === 'heading' && form.level > top ? 3 : 2;
    } else if (!allows(spec, 'paragraph') && allows(spec, 'bulletList')) {
      setRole(piece, 'bullet', 'list-section');
    } else if (levels.length === 0 && allows(spec, 'heading') && headsText(piece, body[index + 1])) {
      setRole(piece, 'subheading', 'short-line');
      piece.level = 2;
    }
  }
}

function headingLevel(found: Found | undefined): number | null {
  return found?.type === 'line' && found.form.is === 'heading' ? found.form.level : null;
}

/** A subheading has text under it. */
function headsText(piece: LinePiece, next: ImportPiece | undefined): boolean {
  if (piece.role !== 'paragraph' || !next || !isShortLine(inlineText(piece.inline))) return false;
  if (next.type !== 'line') return true;
  if (next.role !== 'paragraph') return ['bullet', 'numbered', 'quote'].includes(next.role);
  return !isShortLine(inlineText(next.inline));
}
