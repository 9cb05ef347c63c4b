// Where the characters of a text stand again in other texts that have most of them: in one piece or several, with letters in
// between that the others lack.
import { diffChars } from 'diff';
import type { Run } from './copies.ts';

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
}

function swap<Value>(list: Value[], one: number, other: number): void {
  [list[one], list[other]] = [list[other] as Value, list[one] as Value];
}
