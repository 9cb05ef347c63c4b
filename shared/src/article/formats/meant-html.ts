// Which angle brackets in Markdown are HTML that somebody meant. `<Video folgt>`, `a<b und c>d`, an open `<!--` and a
// `<script>` that never ends are none, and what is none stays text.
import type { Node } from 'mdast';

/** A piece of HTML in the source. */
export interface HtmlRange {
  start: number;
  end: number;
  /** Whether it is a block of its own; else it stands in a line. */
  block: boolean;
  /** What is the same for pieces that may belong together. */
  scope: Node;
}

/** Where in the source the brackets stand that begin no tag that is meant, of those in these pieces of HTML. */
export function unmeantTags(source: string, ranges: readonly HtmlRange[]): number[] {
  const unmeant: number[] = [];
  /** Per scope, the tags that wait for their ends. */
  const open = new Map<Node, { name: string; at: number }[]>();
  for (const range of ranges) {
    const stack = open.get(range.scope) ?? [];
    open.set(range.scope, stack);
    for (const tag of tagsIn(source, range)) {
      if (tag.is === 'text') {
        unmeant.push(tag.at);
        // Without it the block is no HTML any more, and the rest of it is read anew.
        if (range.block && source.slice(range.start, tag.at).trim() === '') break;
      }
      if (tag.is === 'start') stack.push(tag);
      else if (tag.is === 'end') {
        const start = stack.findLastIndex(({ name }) => name === tag.name);
        if (start === -1) unmeant.push(tag.at);
        else
          unmeant.push(
            ...stack
              .splice(start)
              .slice(1)
              .map(({ at }) => at),
          );
      }
    }
  }
  return [...unmeant, ...[...open.values()].flat().map(({ at }) => at)];
}

type Tag = { at: number } & ({ is: 'start' | 'end'; name: string } | { is: 'text' | 'whole' });

const tagForm =
  /^<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z_:@][\w:.@-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/i;

function* tagsIn(source: string, { start, end, block }: HtmlRange): Generator<Tag> {
  for (let at = source.indexOf('<', start); at !== -1 && at < end; at = source.indexOf('<', at + 1)) {
    const here = source.slice(at, end);
    const comment = /^<!--[\s\S]*?-->|^<!doctype\s[^>]*>/i.exec(here);
    const [whole = '', slash = '', written = '', attributes = ''] = tagForm.exec(here) ?? [];
    const name = written.toLowerCase();
    if (comment) {
      at += comment[0].length - 1;
      yield { is: 'whole', at };
    } else if (whole === '' || !tags.has(name) || !isAttributes(attributes)) {
      yield { is: 'text', at };
    } else if (hiding.has(name)) {
      const rest = slash === '' ? contentEnd(source, at + whole.length, { name, end, block }) : null;
      if (rest === null) yield { is: 'text', at };
      else at = rest - 1;
    } else if (!single.has(name)) {
      yield { is: slash === '' ? 'start' : 'end', name, at };
    }
  }
}

/** Where an element ends whose content nobody sees; null where it does not, or where it would hide words of a line. */
function contentEnd(
  source: string,
  from: number,
  { name, end, block }: { name: string; end: number; block: boolean },
): number | null {
  const close = new RegExp(`</${name}\\s*>`, 'gi');
  close.lastIndex = from;
  const found = close.exec(source);
  if (!found) return null;
  const after = found.index + found[0].length;
  if (block) return after <= end ? after : null;
  return found.index === from ? after : null;
}

/** Whether they are written as attributes are: a name alone must be one that HTML knows. */
function isAttributes(text: string): boolean {
  const names = text.replace(/=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)/g, '=').trim();
  return (
    names === '' ||
    names
      .split(/\s+(?!=)/)
      .every((name) => name.endsWith('=') || bare.has(name.toLowerCase()) || name.startsWith('data-'))
  );
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const bare = words(
  `allowfullscreen async autofocus autoplay checked compact controls default defer disabled download hidden inert ismap
  itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline readonly required reversed selected`,
);

/** Elements whose content is hidden, or raw text in which no tag counts. */
const hiding = words('audio canvas iframe noscript object script style svg template textarea video');

/** Elements that need no end. */
const single = words(
  `br col colgroup dd dt hr img input li link meta option p rp rt source tbody td tfoot th thead tr wbr`,
);

const tags = new Set([
  ...hiding,
  ...single,
  ...words(
    `a abbr address article aside b bdi bdo big blockquote body button caption center cite code data del details dfn
    dialog div dl em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup html i ins kbd label
    legend main mark menu nav ol picture pre q ruby s samp search section select small span strike strong sub summary sup
    table time tt u ul var`,
  ),
]);
