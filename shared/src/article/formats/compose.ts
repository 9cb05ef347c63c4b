// From an import's pieces, recognized and corrected, to an article's content.
import type { MediaId, SectionId } from '../../ids.ts';
import { newId } from '../../ids.ts';
import type { Language } from '../../language.ts';
import {
  type ArticleContent,
  emptyLead,
  type Lead,
  leadSchema,
  type NodeJson,
  pictureTextLimits,
  type SectionContent,
} from '../content.ts';
import { fitBlocks } from '../fit-blocks.ts';
import { allows, newSection, paragraph, withFreshSectionIds } from '../new-content.ts';
import { maxTitleLength } from '../outline.ts';
import { isSafeLink } from '../schema/attributes.ts';
import { type SectionSpec, specOf } from '../template.ts';
import { inlineText, textNode, tidyInline } from './inline.ts';
import { bylineOf, pictureCreditOf, saysLabel } from './line-kinds.ts';
import { type Item, listsOf } from './nested-lists.ts';
import type { ImportPiece, LinePiece, PicturePiece } from './pieces.ts';
import { mainKind } from './recognize.ts';

export interface ComposeOptions {
  sections: readonly SectionSpec[];
  language: Language;
  /** Whether sections that have no text, or that the pieces lack, begin as in a new article; else they are left out. */
  complete: boolean;
  /** The uploaded pictures, by their pieces' ids; a picture that is not there leaves its words. */
  pictures?: ReadonlyMap<string, MediaId>;
}

export interface Composed {
  content: ArticleContent;
  byline: string;
}

/**
 * The content that the pieces make. Every word of every piece that is not left out is in it, except labels of sections
 * that are the template's own: a second headline or a line too long for its role becomes a paragraph, and what a
 * section does not allow is turned into what it does.
 */
export function compose(pieces: readonly ImportPiece[], options: ComposeOptions): Composed {
  const head: Head = { headline: '', dek: '', byline: '', pictureCredit: '' };
  const drafts: Draft[] = [];
  let lead = emptyLead;
  for (const piece of withoutLeftOut(pieces)) {
    if (piece.type === 'line' && takesHead(head, piece)) continue;
    const picture = lead.media === '' ? leadIn(piece, options) : null;
    if (picture) {
      lead = picture;
      continue;
    }
    if (piece.type === 'line' && piece.role === 'section') openSection(drafts, piece, options);
    else draftFor(piece, drafts, options).pieces.push(piece);
  }
  const sections = drafts.flatMap((draft) => sectionOf(draft, options) ?? []);
  return {
    content: {
      headline: head.headline,
      dek: head.dek,
      lead: {
        ...lead,
        credit: [...new Set([lead.credit, head.pictureCredit])].filter(Boolean).join(' | '),
      },
      sections: options.complete ? completed(sections, options) : sections,
    },
    byline: head.byline,
  };
}

/** The lead picture that a piece is; null for other pieces, and for one that is not at the desk. */
function leadIn(piece: ImportPiece, { pictures }: ComposeOptions): Lead | null {
  if (piece.type === 'line' || piece.lead !== true) return null;
  const said: Record<string, unknown> =
    piece.type === 'block'
      ? (piece.block.attrs ?? {})
      : { ...piece, media: pictures?.get(piece.id) ?? piece.media };
  const lead = leadSchema.safeParse(
    Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
  );
  return lead.success && lead.data.media !== '' ? lead.data : null;
}

interface Head {
  headline: string;
  dek: string;
  byline: string;
  pictureCredit: string;
}

/** A section on its way: its pieces are turned into blocks once they are all known. */
interface Draft {
  kind: string;
  title: string;
  pieces: ImportPiece[];
}

/** The pieces that stay. A list from which items were left out counts on without them. */
function withoutLeftOut(pieces: readonly ImportPiece[]): ImportPiece[] {
  /** How many items each depth of the open list has lost. */
  let missing: number[] = [];
  return pieces.flatMap((piece) => {
    const numbered = piece.type === 'line' && piece.number !== null;
    if (isLeftOut(piece)) {
      if (numbered) missing[piece.level] = (missing[piece.level] ?? 0) + 1;
      return [];
    }
    if (piece.type !== 'line' || (piece.role !== 'bullet' && piece.role !== 'numbered')) missing = [];
    if (!numbered) return [piece];
    missing.length = Math.min(missing.length, piece.number === 1 ? piece.level : piece.level + 1);
    return [{ ...piece, number: (piece.number ?? 1) - (missing[piece.level] ?? 0) }];
  });
}

function isLeftOut(piece: ImportPiece): boolean {
  return piece.type === 'line' ? piece.role === 'left-out' : piece.leftOut;
}

/** Takes a line into the head, where it has such a role, there is room and it is not too long. */
function takesHead(head: Head, piece: LinePiece): boolean {
  const text = inlineText(piece.inline).replaceAll('\n', ' ');
  if (piece.role === 'headline' && head.headline === '' && text.length <= 500) {
    head.headline = text;
    return true;
  }
  if (piece.role === 'dek' && [head.dek, text].join(' ').length <= 2000) {
    head.dek = [head.dek, text].filter(Boolean).join(' ');
    return true;
  }
  if (piece.role === 'credit') {
    const byline = [head.byline, bylineOf(text)].filter(Boolean).join(' | ');
    if (byline.length > 200) return false;
    head.byline = byline;
    return true;
  }
  if (piece.role === 'picture-credit') {
    const credit = [head.pictureCredit, pictureCreditOf(text)].filter(Boolean).join(' | ');
    if (credit.length > 500) return false;
    head.pictureCredit = credit;
    return true;
  }
  return false;
}

function openSection(drafts: Draft[], piece: LinePiece, { sections, language }: ComposeOptions): void {
  const text = inlineText(piece.inline).replaceAll('\n', ' ');
  const kind = piece.kind ?? mainKind(sections);
  // What the file calls a section stays its title, unless the template calls it the same.
  const own =
    piece.titled || !saysLabel(text, specOf({ sections }, kind), language) ? withoutColon(text) : '';
  const title = own.length <= maxTitleLength ? own : '';
  const last = drafts.at(-1);
  // The label of the section that is going on anyway.
  if (last?.kind === kind && title === '' && last.title === '') return;
  drafts.push({ kind, title, pieces: [] });
  // Too long for a title, so it stays in the text.
  if (own !== '' && title === '') drafts.at(-1)?.pieces.push({ ...piece, role: 'paragraph' });
}

function withoutColon(text: string): string {
  return text.replace(/\s*:$/, '');
}

/** The section that is open; for a picture that it does not allow, the last one that does. */
function draftFor(piece: ImportPiece, drafts: Draft[], { sections }: ComposeOptions): Draft {
  const picture = piece.type === 'picture' || (piece.type === 'block' && piece.block.type === 'figure');
  const takesPictures = ({ kind }: Draft) => allows(specOf({ sections }, kind), 'figure');
  const draft = (picture ? drafts.findLast(takesPictures) : undefined) ?? drafts.at(-1);
  if (draft) return draft;
  const first = { kind: mainKind(sections), title: '', pieces: [] };
  drafts.push(first);
  return first;
}

function sectionOf({ kind, title, pieces }: Draft, options: ComposeOptions): SectionContent | null {
  const spec = specOf(options, kind);
  const blocks = fitBlocks(blocksOf(pieces, spec, options), spec);
  if (blocks.length > 0) return withFreshSectionIds({ id: newId<SectionId>(), kind, title, blocks });
  if (title === '' && !options.complete) return null;
  if (!spec) return { id: newId<SectionId>(), kind, title, blocks: [paragraph('')] };
  // Text that nobody imported is only for articles that begin.
  const begun = options.complete ? spec : { ...spec, boilerplate: { en: '', de: '' } };
  return { ...newSection(begun, options.language), title };
}

function blocksOf(
  pieces: readonly ImportPiece[],
  spec: SectionSpec | null,
  { pictures }: ComposeOptions,
): NodeJson[] {
  const blocks: NodeJson[] = [];
  let items: Item[] = [];
  const endList = () => {
    blocks.push(...listsOf(items));
    items = [];
  };
  for (const piece of pieces) {
    if (piece.type === 'line' && (piece.role === 'bullet' || piece.role === 'numbered')) {
      const { role, level, number, listType, inline } = piece;
      items.push({ is: role, depth: level, number, type: listType, inline: tidyInline(inline) });
      continue;
    }
    endList();
    if (piece.type === 'block') blocks.push(piece.block);
    else if (piece.type === 'picture')
      blocks.push(...pictureBlocks(piece, pictures?.get(piece.id) ?? piece.media, spec));
    else blocks.push(...lineBlocks(piece));
  }
  endList();
  return blocks;
}

function lineBlocks({ role, inline, level, source }: LinePiece): NodeJson[] {
  const content = tidyInline(inline);
  if (role === 'subheading') return [{ type: 'heading', attrs: { level: level === 3 ? 3 : 2 }, content }];
  if (role !== 'quote') return [{ type: 'paragraph', content }];
  const attrs = { source: fitting(source, maxSource) };
  return [
    { type: 'blockquote', attrs, content: [{ type: 'paragraph', content }] },
    ...overlong(source, maxSource),
  ];
}

const maxSource = 300;

function pictureBlocks(
  { alt, caption, credit, remote }: PicturePiece,
  media: string | null,
  spec: SectionSpec | null,
): NodeJson[] {
  if (media === null || !allows(spec, 'figure')) {
    const words = [caption || alt, credit].filter(Boolean).join(' ');
    return textParagraph(words || (remote ?? ''), remote);
  }
  const attrs = {
    media,
    alt: fitting(alt, pictureTextLimits.alt),
    caption: fitting(caption, pictureTextLimits.caption),
    credit: fitting(credit, pictureTextLimits.credit),
  };
  return [
    { type: 'figure', attrs },
    ...overlong(alt, pictureTextLimits.alt),
    ...overlong(caption, pictureTextLimits.caption),
    ...overlong(credit, pictureTextLimits.credit),
  ];
}

/** The text where its place has room for it; else nothing, and `overlong` makes a paragraph of it. */
function fitting(text: string, max: number): string {
  return text.length <= max ? text : '';
}

function overlong(text: string, max: number): NodeJson[] {
  return text.length <= max ? [] : textParagraph(text);
}

function textParagraph(text: string, href: string | null = null): NodeJson[] {
  const marks = href !== null && isSafeLink(href) ? [{ type: 'link', attrs: { href } }] : [];
  const content = tidyInline([textNode(text, marks)]);
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}

/** The sections with those of the template that are missing, each behind the one that it follows in the template. */
export function completed(
  sections: readonly SectionContent[],
  { sections: specs, language }: Pick<ComposeOptions, 'sections' | 'language'>,
): SectionContent[] {
  const result = [...sections];
  for (const [index, spec] of specs.entries()) {
    if (result.some(({ kind }) => kind === spec.kind)) continue;
    const earlier = new Set(specs.slice(0, index).map(({ kind }) => kind));
    const before = result.findLastIndex(({ kind }) => earlier.has(kind));
    result.splice(before + 1, 0, newSection(spec, language));
  }
  return result;
}
