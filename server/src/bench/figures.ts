// Numbers from samples, and the table that they are printed in.

/** The value below which this share (0 to 1) of the samples lies, by the nearest rank; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** One measured number of Galley's, beside what the same run measured elsewhere. */
export interface Figure {
  what: string;
  unit: 'ms' | 'µs' | 'bytes' | 'kB' | 'times' | 'pages';
  /** 0 where there was nothing to measure, which the table calls `none`. */
  value: number;
  /** The smallest and the largest of the rounds that it is the median of. */
  spread?: Spread;
  beside: { name: string; value: number; spread?: Spread }[];
}

export type Spread = readonly [least: number, most: number];

/** The median of what the rounds gave, with their spread. */
export function medianOf(rounds: readonly number[]): { value: number; spread: Spread } {
  return { value: percentile(rounds, 0.5), spread: [Math.min(...rounds), Math.max(...rounds)] };
}

/** What a part of the bench measured. */
export interface Measured {
  title: string;
  figures: Figure[];
  plots?: Plot[];
  /** What could not be measured, and why. */
  leftOut?: string;
}

/** Figures of several servers by how much there was to do, to be drawn. */
export interface Plot {
  /** Of its file, without an extension. */
  name: string;
  title: string;
  /** What the axes count. */
  x: string;
  y: string;
  points: { series: string; x: number; y: number }[];
}

/** All figures as one table: Galley's number, what stands beside it, and Galley's as a multiple of that. */
export function tableOf(parts: readonly Measured[]): string {
  const heading = ['', 'Galley', 'beside', '', 'ratio'];
  const rows = parts.flatMap(({ title, figures, leftOut }) => [
    [title],
    ...figures.flatMap(rowsOf),
    ...(leftOut === undefined ? [] : [[`  left out: ${leftOut}`]]),
  ]);
  const columns = [heading, ...rows.filter((row) => row.length > 1)];
  const widths = heading.map((_, column) => Math.max(...columns.map((row) => row[column]?.length ?? 0)));
  // Names stand at the left of their column, numbers at its right.
  const line = (row: string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        if (row.length === 1) return cell;
        return column === 0 || column === 2 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('   ')
      .trimEnd();
  return [heading, ...rows].map(line).join('\n');
}

function rowsOf({ what, unit, value, spread, beside }: Figure): string[][] {
  const [first, ...others] = beside.map(({ name, value: theirs, spread: within }) => [
    name,
    written(theirs, unit, within),
    value === 0 ? '-' : rounded(value / theirs),
  ]);
  const own = [`  ${what}`, written(value, unit, spread)];
  return [[...own, ...(first ?? ['', '', ''])], ...others.map((other) => ['', '', ...other])];
}

function written(value: number, unit: Figure['unit'], spread?: Spread): string {
  const within = spread ? ` (${spread.map(rounded).join(' to ')})` : '';
  return value === 0 ? `none${within}` : `${rounded(value)} ${unit}${within}`;
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
