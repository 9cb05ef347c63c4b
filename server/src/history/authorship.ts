// Who wrote what of the present text, and when. Every character bears the Yjs client id it was brought under, the origins
// say as which one it was written, ids belong to people for good, and the journal's rows say when which characters came.
import type { Authorship, Passage } from '@galley/shared/api/history.ts';
import { lineFragment, sectionFragment } from '@galley/shared/article/document.ts';
import { presentSections } from '@galley/shared/article/outline.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { stringsIn } from '@galley/shared/yjs/items.ts';
import * as Y from 'yjs';
import type { DatedEntry } from '../collab/journal.ts';
import { csvLines } from '../http/csv.ts';
import type { Origins } from './origins.ts';

/** A run of characters that one client id brought. */
interface Run {
  text: string;
  client: number;
  clock: number;
}

/** When the characters of each client id came: the clocks at which rows end, in order, with the rows' times. */
export class Arrivals {
  #ends = new Map<number, { clock: number; at: string }[]>();

  add({ bytes, at }: Pick<DatedEntry, 'bytes' | 'at'>): void {
    for (const [client, clock] of Y.parseUpdateMeta(bytes).to) {
      const ends = this.#ends.get(client) ?? [];
      this.#ends.set(client, ends);
      if (clock > (ends.at(-1)?.clock ?? 0)) ends.push({ clock, at });
    }
  }

  /** The time at which a character came; null where no row tells. */
  of(client: number, clock: number): string | null {
    const ends = this.#ends.get(client) ?? [];
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.clock ?? 0) > clock) high = middle;
      else low = middle + 1;
    }
    return ends[low]?.at ?? null;
  }
}

/** Passages closer together than this, in ms, by one author count as one. */
const together = 60_000;

/** Tells the authors of everything that the document shows. */
export function authorshipOf(
  doc: Y.Doc,
  owners: ReadonlyMap<number, UserId | null>,
  origins: Origins,
  arrivals: Arrivals,
): Authorship {
  const shares = new Map<UserId | null, number>();
  const passagesOf = (type: Y.XmlElement): Passage[] => {
    const passages: Passage[] = [];
    for (const run of runsIn(type, origins)) {
      const author = owners.get(run.client) ?? null;
      shares.set(author, (shares.get(author) ?? 0) + run.text.trim().length);
      append(passages, { text: run.text, author, at: arrivals.of(run.client, run.clock) });
    }
    return passages;
  };
  const blocksOf = (fragment: Y.XmlFragment) =>
    fragment.toArray().flatMap((block) => {
      const passages = block instanceof Y.XmlElement ? passagesOf(block) : [];
      return block instanceof Y.XmlElement && passages.length > 0 ? [{ type: block.nodeName, passages }] : [];
    });
  const lines = (['headline', 'dek'] as const).map((place) => ({
    place,
    kind: '',
    title: '',
    blocks: blocksOf(lineFragment(doc, place)),
  }));
  const sections = presentSections(doc).map(({ id, kind, title }) => ({
    place: id,
    kind,
    title,
    blocks: blocksOf(sectionFragment(doc, id)),
  }));
  return {
    places: [...lines, ...sections],
    shares: [...shares]
      .filter(([, characters]) => characters > 0)
      .map(([author, characters]) => ({ author, characters }))
      .sort((a, b) => b.characters - a.characters),
  };
}

function append(passages: Passage[], passage: Passage): void {
  const last = passages.at(-1);
  const isNear =
    last !== undefined &&
    last.author === passage.author &&
    Math.abs(Date.parse(last.at ?? '') - Date.parse(passage.at ?? '')) <= together;
  if (isNear || (last && last.author === passage.author && last.at === passage.at)) last.text += passage.text;
  else passages.push(passage);
}

/** The text below an element in reading order; items and cells are set apart by a line break. */
function* runsIn(element: Y.XmlElement, origins: Origins): Generator<Run> {
  let isFirst = true;
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) yield* runsOfText(child, origins);
    if (child instanceof Y.XmlElement) {
      const runs = [...runsIn(child, origins)];
      const [first] = runs;
      if (!isFirst && first && !isInline(child))
        yield { text: '\n', client: first.client, clock: first.clock };
      yield* runs;
      if (runs.length > 0) isFirst = false;
    }
  }
}

function isInline(element: Y.XmlElement): boolean {
  return element.nodeName === 'hardBreak';
}

function* runsOfText(block: Y.XmlText, origins: Origins): Generator<Run> {
  for (const { id, text, length: all } of stringsIn(block)) {
    let at = 0;
    for (const { client, clock, length } of origins.of({ ...id, length: all })) {
      yield { text: text.slice(at, at + length), client, clock };
      at += length;
    }
  }
}

/** The same as a table: RFC 4180, one line a passage. */
export function authorshipCsv({ places }: Authorship, nameOf: (author: UserId | null) => string): string {
  const lines = [['place', 'title', 'block', 'author', 'at', 'text']];
  for (const { place, kind, title, blocks } of places) {
    for (const { type, passages } of blocks) {
      for (const { text, author, at } of passages)
        lines.push([kind || place, title, type, nameOf(author), at ?? '', text]);
    }
  }
  return csvLines(lines);
}
