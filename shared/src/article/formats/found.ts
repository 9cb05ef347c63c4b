// What a reader of a format finds in a file, before anybody asks what it is in an article.
import type { NodeJson } from '../content.ts';

/** A line, as far as its format itself says what it is. */
export interface FoundLine {
  type: 'line';
  form:
    | { is: 'plain' | 'title' | 'subtitle' }
    | { is: 'heading'; level: number }
    | { is: 'bullet' | 'numbered'; depth: number }
    | { is: 'quote'; source: string };
  inline: NodeJson[];
}

/** A block that is taken over as it is. */
export interface FoundBlock {
  type: 'block';
  block: NodeJson;
}

export interface FoundPicture {
  type: 'picture';
  mime: string;
  /** In base 64. */
  data: string;
  alt: string;
  caption: string;
}

/** `outside` marks what stands on a web page around the article. */
export type Found = (FoundLine | FoundBlock | FoundPicture) & { outside?: boolean };

export function line(form: FoundLine['form'], inline: NodeJson[]): FoundLine {
  return { type: 'line', form, inline };
}
