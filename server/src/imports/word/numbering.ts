// The numbers of lists, counted as Word counts them: ISO/IEC 29500-1, 17.9. Lists that share a definition count on; an
// override of the start begins anew.
import { type ListType, romanNumeral } from '@galley/shared/article/list-type.ts';
import type { Styles } from './styles.ts';
import { child, elements, numberIn, switchOf, valOf, type XmlElement } from './xml.ts';

/** What Word writes before a paragraph of a list. */
export type ListSign =
  | { is: 'bullet'; depth: number }
  /** `label` is how Word shows the number, as in `2.1` or `c)`. */
  | { is: 'numbered'; depth: number; number: number; type: ListType | null; label: string }
  /** Words rather than a number, such as `Article 3`. */
  | { is: 'words'; label: string };

export interface Numbering {
  /** The sign of the next paragraph in this list; null where it shows none. */
  next(list: { numId: string; level: number | null }, styleId: string | null): ListSign | null;
}

interface Level {
  format: string;
  text: string;
  start: number;
  /** The level (from 1) whose paragraphs let this one begin anew; 0 for none, null for any above. */
  restart: number | null;
  legal: boolean;
  styleId: string | undefined;
}

interface List {
  abstractId: string;
  levels: ReadonlyMap<number, Level>;
  starts: ReadonlyMap<number, number>;
}

const deepest = 8;

export function readNumbering(root: XmlElement | undefined, styles: Styles): Numbering {
  const abstracts = new Map(
    elements(root, 'w:abstractNum').map((one) => [one.attributes['w:abstractNumId'] ?? '', one]),
  );
  const nums = new Map(elements(root, 'w:num').map((one) => [one.attributes['w:numId'] ?? '', one]));
  const lists = new Map<string, List | null>();
  const listOf = (numId: string): List | null => {
    const known = lists.get(numId);
    if (known !== undefined) return known;
    const list = readList(numId, nums, abstracts, styles);
    lists.set(numId, list);
    return list;
  };
  /** Of each definition, the number that each level has reached. */
  const counters = new Map<string, (number | undefined)[]>();
  /** Overrides of a start that are used up: they count once. */
  const used = new Set<string>();

  return {
    next: ({ numId, level: said }, styleId) => {
      const list = listOf(numId);
      if (!list) return null;
      const byStyle = [...list.levels].find(
        ([, { styleId: own }]) => own !== undefined && own === styleId,
      )?.[0];
      const depth = Math.min(Math.max(said ?? byStyle ?? 0, 0), deepest);
      const level = list.levels.get(depth);
      if (!level) return { is: 'bullet', depth };
      const reached = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, reached);
      const override = list.starts.get(depth);
      const before = reached[depth];
      const fresh = override !== undefined && !used.has(`${numId} ${depth}`);
      used.add(`${numId} ${depth}`);
      const number = fresh ? override : before === undefined ? (override ?? level.start) : before + 1;
      reached[depth] = number;
      for (let deeper = depth + 1; deeper <= deepest; deeper += 1) {
        const restart = list.levels.get(deeper)?.restart ?? null;
        if (restart === null || (restart !== 0 && depth < restart)) reached[deeper] = undefined;
      }
      if (level.format === 'bullet') return { is: 'bullet', depth };
      const label = level.text.replace(/%([1-9])/g, (_, digit: string) => {
        const other = Number(digit) - 1;
        const its = list.levels.get(other);
        const value = reached[other] ?? its?.start ?? 1;
        return written(value, level.legal ? 'decimal' : (its?.format ?? 'decimal'));
      });
      if (label.trim() === '') return null;
      const own = level.text.replace(/%[1-9]/g, '');
      if (level.format === 'none' || !level.text.includes('%') || /[\p{L}§]/u.test(own)) {
        return { is: 'words', label: label.trim() };
      }
      const type = level.legal ? null : (listTypes[level.format] ?? null);
      return { is: 'numbered', depth, number: Math.max(0, number), type, label: label.trim() };
    },
  };
}

function readList(
  numId: string,
  nums: ReadonlyMap<string, XmlElement>,
  abstracts: ReadonlyMap<string, XmlElement>,
  styles: Styles,
): List | null {
  const seen = new Set<string>();
  let num = nums.get(numId);
  let abstract = abstracts.get(valOf(num, 'w:abstractNumId') ?? '');
  // A definition may only name the style that has it.
  for (let link = valOf(abstract, 'w:numStyleLink'); link && !seen.has(link); ) {
    seen.add(link);
    num = nums.get(styles.listOf(link) ?? '');
    abstract = abstracts.get(valOf(num, 'w:abstractNumId') ?? '');
    link = valOf(abstract, 'w:numStyleLink');
  }
  if (!abstract) return null;
  const levels = new Map<number, Level>();
  const starts = new Map<number, number>();
  for (const element of elements(abstract, 'w:lvl')) levels.set(depthOf(element), levelIn(element));
  for (const override of elements(nums.get(numId), 'w:lvlOverride')) {
    const depth = depthOf(override);
    const own = child(override, 'w:lvl');
    if (own) levels.set(depth, levelIn(own));
    const start = numberIn(valOf(override, 'w:startOverride'));
    if (start !== null) starts.set(depth, start);
  }
  return { abstractId: abstract.attributes['w:abstractNumId'] ?? '', levels, starts };
}

function depthOf({ attributes }: XmlElement): number {
  return numberIn(attributes['w:ilvl']) ?? 0;
}

function levelIn(element: XmlElement): Level {
  return {
    format: valOf(element, 'w:numFmt') ?? 'decimal',
    text: valOf(element, 'w:lvlText') ?? '',
    start: numberIn(valOf(element, 'w:start')) ?? 0,
    restart: numberIn(valOf(element, 'w:lvlRestart')),
    legal: switchOf(element, 'w:isLgl') === true,
    styleId: valOf(element, 'w:pStyle'),
  };
}

const listTypes: Record<string, ListType | undefined> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

function written(value: number, format: string): string {
  if (value >= 1 && format === 'lowerLetter') return letters(value);
  if (value >= 1 && format === 'upperLetter') return letters(value).toUpperCase();
  if (value >= 1 && format === 'lowerRoman') return romanNumeral(value);
  if (value >= 1 && format === 'upperRoman') return romanNumeral(value).toUpperCase();
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  return format === 'none' ? '' : String(value);
}

/** After z comes aa, after that bb. */
function letters(value: number): string {
  const times = Math.min(Math.ceil(value / 26), 20);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(times);
}
