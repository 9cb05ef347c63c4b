// What a reader of a format finds in a file, before anybody asks what it is in an article.
import type { NodeJson } from '../content.ts';
import type { ListType } from '../list-type.ts';
import type { FoundFacts, LeftOutReason, LineRole, Lost } from './pieces.ts';

/** All that a reader gives: no visible word of the file is missing both in `found` and in `lost`. */
export interface FoundFile {
  found: Found[];
  /** What the file says of its text, apart from the text. */
  facts: FoundFacts;
  lost: Lost[];
}

/** What a file of this desk's own says of a line: it needs no guess. */
export interface SaidRole {
  role: Extract<LineRole, 'headline' | 'dek' | 'credit' | 'section' | 'subheading' | 'paragraph'>;
  /** Of sections: which kind of a template, and whether the line is a title of its own. */
  kind?: string;
  titled?: boolean;
  /** Of subheadings. */
  level?: 2 | 3;
}

/** A line, as far as its format itself says what it is. */
export interface FoundLine {
  type: 'line';
  said?: SaidRole;
  form:
    | { is: 'plain' | 'title' | 'subtitle' }
    | { is: 'heading'; level: number }
    /** What begins a section of this kind, where the file knows kinds. */
    | { is: 'section'; kind: string }
    | { is: 'bullet'; depth: number }
    /** `type` where it counts in letters or Roman numerals. */
    | { is: 'numbered'; depth: number; number: number; type?: ListType | null }
    | { is: 'quote'; source: string };
  inline: NodeJson[];
}

/** A block that is taken over as it is. */
export interface FoundBlock {
  type: 'block';
  block: NodeJson;
}

/** A picture in a file, with what is said of it there. */
export interface FoundPicture {
  type: 'picture';
  mime: string;
  /** In base 64; empty where the picture is elsewhere. */
  data: string;
  /** The web address of a picture that is elsewhere, else null. */
  remote: string | null;
  alt: string;
  caption: string;
  credit: string;
}

/** What is left out at first bears the reason. */
export type Found = (FoundLine | FoundBlock | FoundPicture) & {
  leftOut?: LeftOutReason;
  /** It is the lead picture. */
  lead?: true;
};

/** A line of this form, with its inline nodes. */
export function line(form: FoundLine['form'], inline: NodeJson[]): FoundLine {
  return { type: 'line', form, inline };
}

/** The losses of several readers as one list, each kind once. */
export function joinedLosses(all: readonly Lost[]): Lost[] {
  const kinds = new Map<Lost['what'], Lost>();
  for (const { what, count, words = [] } of all) {
    if (count === 0) continue;
    const before = kinds.get(what);
    const said = [...(before?.words ?? []), ...words];
    kinds.set(what, {
      what,
      count: count + (before?.count ?? 0),
      ...(said.length > 0 ? { words: said } : {}),
    });
  }
  return [...kinds.values()];
}
