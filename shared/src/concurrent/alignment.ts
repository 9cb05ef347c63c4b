// Where the characters of a text stand again in other texts that have most of them: in one piece or several, with letters in
// between that the others lack.
import { diffChars } from 'diff';
import type { Run } from './copies.ts';
import type { ErasedLetter } from './own-erasures.ts';

/** A character of a run. */
export interface RunPlace {
  run: Run;
  at: number;
}

/** So many letters in a row tell a passage from words that happen to be the same. */
const enough = 4;

/** More differences than this are no copy. */
const mostDifferences = 4000;

/** What stands between two runs, and in no text. */
const between = '\u0000';

/** For each character of the text its place in the runs, which are in the order of the document; null where it has none. */
export function align(text: string, runs: readonly Run[]): (RunPlace | null)[] {
  const found = alignInOrder(text, runs);
  if (runs.length < 2 || !found.includes(null)) return found;
  // A part that was split off may have been moved before the rest.
  const starts = new Map(runs.map((run) => [run, startIn(text, run)]));
  const asInText = runs.toSorted((one, other) => (starts.get(one) ?? 0) - (starts.get(other) ?? 0));
  const second = alignInOrder(text, asInText);
  const missing = (places: readonly (RunPlace | null)[]) => places.filter((place) => place === null).length;
  return missing(second) < missing(found) ? second : found;
}

/** About where the run's words begin in the text; behind it where none of them stand there. */
function startIn(text: string, run: Run): number {
  const length = Math.min(enough, run.text.length);
  for (let at = 0; length > 0 && at + length <= run.text.length; at += 1) {
    const place = text.indexOf(run.text.slice(at, at + length));
    if (place !== -1) return place - at;
  }
  return text.length;
}

function alignInOrder(text: string, runs: readonly Run[]): (RunPlace | null)[] {
  const places: (RunPlace | null)[] = Array.from({ length: text.length }, () => null);
  const there = runs.flatMap((run) => [
    ...Array.from({ length: run.text.length }, (_, at): RunPlace => ({ run, at })),
    null,
  ]);
  const copy = runs.map((run) => run.text + between).join('');
  let [here, at] = [0, 0];
  for (const { value, added, removed } of diffChars(text, copy, { maxEditLength: mostDifferences }) ?? []) {
    for (let offset = 0; !added && !removed && offset < value.length; offset += 1)
      places[here + offset] = there[at + offset] ?? null;
    if (!added) here += value.length;
    if (!removed) at += value.length;
  }
  return places;
}

/** Whether a run may have words of the text. */
export function hasPassageOf(text: string, run: Run): boolean {
  const length = Math.min(enough, text.length, run.text.length);
  for (let at = 0; length > 0 && at + length <= run.text.length; at += 1)
    if (text.includes(run.text.slice(at, at + length))) return true;
  return false;
}

/** How likely a copy lacks a letter: what is one's own and new most of all, then what one has erased, null. */
export function weightOf(one: { isOwn: boolean; age: number } | null | undefined): number {
  if (!one) return -1e6;
  return one.isOwn ? one.age : -1e9;
}

/**
 * Of "three big four" and "three four" either "big " or " big" is left over: moves what is left over, between equal letters,
 * to where its characters weigh most.
 */
export function slideGaps<Place>(
  text: string,
  places: (Place | null)[],
  weight: (index: number) => number,
): void {
  for (let from = 0; from < text.length; from += 1) {
    if (places[from] !== null) continue;
    let to = from;
    while (to < text.length && places[to] === null) to += 1;
    const fit = (start: number) => {
      let sum = 0;
      for (let index = start; index < start + to - from; index += 1) sum += weight(index);
      return sum;
    };
    let best = from;
    for (let at = from; at > 0 && places[at - 1] && text[at - 1] === text[at + to - from - 1]; at -= 1)
      if (fit(at - 1) > fit(best)) best = at - 1;
    for (let at = from; places[at + to - from] && text[at] === text[at + to - from]; at += 1)
      if (fit(at + 1) > fit(best)) best = at + 1;
    for (let at = from; at > best; at -= 1) swap(places, at - 1, at + to - from - 1);
    for (let at = from; at < best; at += 1) swap(places, at, at + to - from);
    from = Math.max(to, best + to - from);
  }
  findOldest(text, places, weight);
}

/**
 * Whoever wrote a copy knew one's own characters up to some age: where those of them that are found say the same as the oldest
 * among their own neighbors, they are these. Of "Big Bo" the copy with "B" has the "B" that was typed first.
 */
function findOldest<Place>(text: string, places: (Place | null)[], weight: (index: number) => number): void {
  for (let from = 0; from < text.length; from += 1) {
    let to = from;
    while (to < text.length && weight(to) >= 0) to += 1;
    const own = Array.from({ length: to - from }, (_, offset) => from + offset);
    from = to;
    const found = own.filter((index) => places[index] !== null);
    if (found.length === 0 || found.length === own.length) continue;
    const oldest = own
      .toSorted((one, other) => weight(one) - weight(other))
      .slice(0, found.length)
      .toSorted((one, other) => one - other);
    const letters = (indexes: readonly number[]) => indexes.map((index) => text[index]).join('');
    if (letters(oldest) !== letters(found)) continue;
    const there = found.map((index) => places[index] ?? null);
    for (const index of found) places[index] = null;
    for (const [number, index] of oldest.entries()) places[index] = there[number] ?? null;
  }
}

function swap<Value>(list: Value[], one: number, other: number): void {
  [list[one], list[other]] = [list[other] as Value, list[one] as Value];
}

/** Characters that stand, and among them the letters that one had erased where they stood. */
export interface Mixed<One> {
  text: string;
  /** Null for an erased one. */
  characters: readonly (One | null)[];
}

function withErased<One extends Standing>(
  standing: readonly One[],
  erased: readonly ErasedLetter[],
): Mixed<One> {
  const characters: (One | null)[] = [];
  let text = '';
  let next = 0;
  for (let index = 0; index <= standing.length; index += 1) {
    for (let one = erased[next]; one && one.before <= index; next += 1, one = erased[next]) {
      characters.push(null);
      text += one.letter;
    }
    const one = standing[index];
    if (!one) continue;
    characters.push(one);
    text += one.letter;
  }
  return { text, characters };
}

/** A character of one's own or of somebody else; one's own are the younger, the higher their age is. */
interface Standing {
  letter: string;
  isOwn: boolean;
  age: number;
}

/**
 * Finds characters in a copy, with what one had erased in between: where its author did not know of that, it stands in the
 * copy, and tells where the rest stands.
 */
export function findWithErased<One extends Standing, Place>(
  standing: readonly One[],
  erased: readonly ErasedLetter[],
  find: (mixed: Mixed<One>) => (Place | null)[],
  isNext: (place: Place, next: Place) => boolean,
): { places: (Place | null)[]; back: Place[] | null } {
  const attempt = (letters: readonly ErasedLetter[]) => {
    const mixed = withErased(standing, letters);
    const all = find(mixed);
    const isErased = (index: number) => mixed.characters[index] === null;
    return {
      places: all.filter((_, index) => !isErased(index)),
      back: all.filter((place, index): place is Place => place !== null && isErased(index)),
    };
  };
  const lacking = ({ places }: { places: (Place | null)[] }) =>
    places.filter((place, index) => place === null && !standing[index]?.isOwn).length;
  const without = attempt([]);
  const newest = newestKnown(standing, without.places, isNext);
  const unknown = erased.filter(({ age }) => age > newest);
  if (unknown.length === 0) return { ...without, back: null };
  const found = attempt(unknown);
  return lacking(found) > lacking(without) ? { ...without, back: null } : found;
}

/** The age of the youngest own character that is found, where a few stand beside each other as they did. */
function newestKnown<Place>(
  standing: readonly Standing[],
  places: readonly (Place | null)[],
  isNext: (place: Place, next: Place) => boolean,
): number {
  let newest = -1;
  for (let from = 0; from < places.length; from += 1) {
    let to = from + 1;
    for (; to < places.length; to += 1) {
      const [place, next] = [places[to - 1], places[to]];
      if (
        place === null ||
        place === undefined ||
        next === null ||
        next === undefined ||
        !isNext(place, next)
      )
        break;
    }
    if (places[from] !== null && to - from >= Math.min(enough, standing.length))
      for (const one of standing.slice(from, to)) if (one.isOwn) newest = Math.max(newest, one.age);
    from = to - 1;
  }
  return newest;
}

/** The passages of a copy between what is known that say, from its start to its end, some of what was erased. */
export function erasedBetween(
  copy: string,
  taken: ReadonlySet<number>,
  erased: readonly ErasedLetter[],
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let left = erased.map(({ letter }) => letter).join('');
  for (let from = 0; from < copy.length; from += 1) {
    let to = from;
    while (to < copy.length && !taken.has(to)) to += 1;
    const behind = to > from ? behindAll(copy.slice(from, to), left) : null;
    if (behind !== null) {
      found.push({ from, to });
      left = behind;
    }
    from = to;
  }
  return found;
}

/** What follows the letters where they stand in a text in their order; null where they do not. */
function behindAll(letters: string, text: string): string | null {
  let left = text;
  for (const letter of letters) {
    const at = left.indexOf(letter);
    if (at === -1) return null;
    left = left.slice(at + 1);
  }
  return left;
}

/**
 * The passages of a copy, from and to a number, that say what was erased where it came from: all that stands between two
 * characters that are known, or at least a few letters of it.
 */
export function surplusIn(
  length: number,
  taken: ReadonlySet<number>,
  erased: ReadonlySet<number>,
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < length; from += 1) {
    if (!erased.has(from) || taken.has(from)) continue;
    let to = from;
    while (to < length && erased.has(to)) to += 1;
    const isAll = (from === 0 || taken.has(from - 1)) && (to === length || taken.has(to));
    if (isAll || to - from >= enough) found.push({ from, to });
    from = to - 1;
  }
  return found;
}
