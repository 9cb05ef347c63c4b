// HTML that is safe by construction: what is put into a template is escaped unless it came out of one.
import { cleanText } from '../text/characters.ts';

/** A piece of finished HTML. Only this module makes it, so that whoever holds one knows that it is escaped. */
export class Html {
  readonly #text: string;
  private constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
  /** Takes a text for HTML as it is: for what `html` itself made earlier, such as a stored revision. */
  static trusted(text: string): Html {
    return new Html(text);
  }
}

/** What may stand in a template: text and numbers are escaped, lists are joined, nothing is made of null and false. */
export type Part = string | number | Html | null | undefined | false | readonly Part[];

/** A template of HTML. Write values of attributes between double quotes; no value may stand in a script or a style. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  let result = texts[0] ?? '';
  parts.forEach((part, index) => {
    result += written(part) + (texts[index + 1] ?? '');
  });
  return Html.trusted(result);
}

/** `name="value"` with a blank before it, or nothing where there is no value. */
export function attribute(name: string, value: string | number | null | undefined | false): Html | null {
  return value === null || value === undefined || value === false
    ? null
    : Html.trusted(` ${name}="${escaped(String(value))}"`);
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(written).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML and XML, in elements and between quotes. Control characters, which no page may hold, are left out. */
function escaped(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
