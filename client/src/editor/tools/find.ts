// Finding text over all sections of the article, mounted or not, and replacing it.
import type { Region } from '@galley/shared/article/region.ts';
import { withoutInvisible } from '@galley/shared/text/characters.ts';
import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import type { RegionEditors } from '../region-editors.ts';
import { textOfRegion } from '../region-text.ts';

export interface FindOptions {
  query: string;
  matchCase: boolean;
  wholeWord: boolean;
  regex: boolean;
}

/** A place where the query stands: positions in the region's ProseMirror document. */
export interface Match {
  region: Region;
  from: number;
  to: number;
}

/** What the query asks for as a pattern; null for an empty query, 'invalid' for a broken expression. */
export function patternOf({ query, matchCase, wholeWord, regex }: FindOptions): RegExp | null | 'invalid' {
  if (withoutInvisible(query) === '') return null;
  const source = regex ? query : literally(withoutInvisible(query), matchCase);
  const bounded = wholeWord
    ? `(?<![\\p{L}\\p{N}_]${unseen})(?:${source})(?!${unseen}[\\p{L}\\p{N}_])`
    : source;
  try {
    return new RegExp(bounded, matchCase ? 'gu' : 'giu');
  } catch {
    return 'invalid';
  }
}

/** What stands between letters without being seen: soft hyphens and the like. */
const unseen = '[\\u00ad\\u200b\\u2060\\ufeff]*';

/** Signs that the editor sets by itself are found by those that people type. */
const likeTyped: Record<string, string> = {
  "'": "['‘’‚]",
  '"': '["“”„«»]',
  ' ': '[ \\u00a0\\u202f]',
  '-': '[-‐‑–—]',
};

/** A query as it stands. Unless its case counts, accents do not either, and ß is ss, as in the desk's search. */
function literally(query: string, exactly: boolean): string {
  const letters = exactly ? [...query] : [...folded(query).matchAll(/ss|./gsu)].map(([letter]) => letter);
  return letters.map((letter) => asPattern(letter, exactly)).join(unseen);
}

function asPattern(character: string, exactly: boolean): string {
  const typed = likeTyped[character];
  if (typed !== undefined) return typed;
  if (character === 'ss') return `(?:${asPattern('s', false)}${unseen}${asPattern('s', false)}|ß|ẞ)`;
  const literal = character.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
  const accented = exactly ? undefined : accentedLetters().get(character);
  return accented === undefined ? literal : `[${character}${accented}]\\p{M}*`;
}

/** Without accents and case. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

let accented: ReadonlyMap<string, string> | null = null;

/** The accented Latin letters by their plain ones, the capital ones among them. */
function accentedLetters(): ReadonlyMap<string, string> {
  if (accented) return accented;
  const found = new Map<string, string>();
  for (let code = 0xc0; code <= 0x1eff; code++) {
    const letter = String.fromCodePoint(code);
    const plain = folded(letter);
    if (/^[a-z]$/.test(plain) && plain !== letter) found.set(plain, (found.get(plain) ?? '') + letter);
  }
  accented = found;
  return found;
}

/** All matches in a document's text, each within one block. */
export function matchesIn(doc: Node, pattern: RegExp): { from: number; to: number }[] {
  const matches: { from: number; to: number }[] = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // What is no text takes one place, so that offsets are positions.
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue;
      const from = position + 1 + match.index;
      matches.push({ from, to: from + match[0].length });
    }
    return false;
  });
  return matches;
}

/** All matches in the article, from top to bottom. */
export function findAll(doc: Y.Doc, editors: RegionEditors, pattern: RegExp): Match[] {
  return editors.order.flatMap((region) => {
    const text = textOfRegion(doc, editors, region);
    return text ? matchesIn(text, pattern).map((match) => ({ region, ...match })) : [];
  });
}

/** What a match is replaced by: of regular expressions the replacement may name groups, as in `$1`. */
export type Replace = (found: string) => string;

/** The replacement for a pattern. Where the case does not count, what is found keeps its own. */
export function replaceBy(
  pattern: RegExp,
  replacement: string,
  { regex, matchCase }: Pick<FindOptions, 'regex' | 'matchCase'>,
): Replace {
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  if (regex) return (found) => found.replace(once, replacement);
  return (found) => (matchCase ? replacement : inCaseOf(found, replacement));
}

/** "Harbor" by "port" is "Port", and "HARBOR" is "PORT". */
function inCaseOf(found: string, replacement: string): string {
  const letters = found.replace(/\P{L}/gu, '');
  const [first = ''] = letters;
  if (first === first.toLocaleLowerCase()) return replacement;
  if (letters.length > 1 && letters === letters.toLocaleUpperCase()) return replacement.toLocaleUpperCase();
  const [start = '', ...others] = replacement;
  return start.toLocaleUpperCase() + others.join('');
}

/** Replaces matches of one region, from its end, so that positions stay true; marks of their first letters stay. */
export function replaceIn(editor: Editor, matches: readonly Match[], replace: Replace): void {
  const { tr, schema } = editor.state;
  for (const { from, to } of [...matches].reverse()) {
    const marks = tr.doc.resolve(from + 1).marks();
    const text = replace(tr.doc.textBetween(from, to, '', '\ufffc'));
    if (text === '') tr.delete(from, to);
    else tr.replaceWith(from, to, schema.text(text, marks));
  }
  editor.view.dispatch(tr);
}

const highlightKey = new PluginKey<{ matches: readonly Match[]; current: Match | null }>('find');

/** Highlights matches in one region's editor. */
export function findHighlights(): Extension {
  return Extension.create({
    name: 'find',
    addProseMirrorPlugins: () => [
      new Plugin<{ matches: readonly Match[]; current: Match | null }>({
        key: highlightKey,
        state: {
          init: () => ({ matches: [], current: null }),
          apply: (tr, value) => tr.getMeta(highlightKey) ?? value,
        },
        props: {
          decorations(state) {
            const { matches, current } = highlightKey.getState(state) ?? { matches: [], current: null };
            const inside = matches.filter(({ to }) => to <= state.doc.content.size);
            if (inside.length === 0) return null;
            return DecorationSet.create(
              state.doc,
              inside.map((match) =>
                Decoration.inline(match.from, match.to, {
                  class: match === current ? 'galley-found-current' : 'galley-found',
                }),
              ),
            );
          },
        },
      }),
    ],
  });
}

/** Shows these matches in all mounted editors. */
export function showMatches(editors: RegionEditors, matches: readonly Match[], current: Match | null): void {
  for (const { region, editor } of editors.mounted()) {
    const meta = { matches: matches.filter((match) => match.region === region), current };
    editor.view.dispatch(editor.state.tr.setMeta(highlightKey, meta).setMeta('addToHistory', false));
  }
}
