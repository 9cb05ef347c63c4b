// What libraries write to the console, in the log: Hocuspocus and Yjs know no other way to say something. Some of them say it for
// each message of anybody, so of one kind only a few lines are written in a while, and then how many there were.
import { format } from 'node:util';
import type { Logger } from 'pino';

const levels = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug' } as const;
type Level = (typeof levels)[keyof typeof levels];

/** So many lines of one kind are written within a window of so many ms. */
const linesOfAKind = 5;
const minuteMs = 60_000;
/** How many kinds are counted by themselves within a window; what comes after them is of one kind. */
const maxKinds = 100;
const longestKey = 200;

interface Kind {
  level: Level;
  lines: number;
  /** The beginning of what was said, without names and numbers. */
  key: string;
}

/** Sends what is written to the console to the log, at the level of the method that is called. */
export function logConsole(log: Logger, windowMs: number = minuteMs): void {
  const kinds = new Map<string, Kind>();
  const summarize = () => {
    for (const { level, lines, key } of kinds.values())
      if (lines > linesOfAKind)
        log[level]({ source: 'console', more: lines - linesOfAKind }, `Said more often: ${key}`);
    kinds.clear();
  };
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, Level][])
    console[method] = (...parts: unknown[]) => {
      if (!log.isLevelEnabled(level)) return;
      const text = format(...parts);
      const key = keyOf(level, text);
      const known = kinds.get(key) ?? kinds.get('');
      const kind = known ?? { level, lines: 0, key: kinds.size < maxKinds ? key : '' };
      if (kinds.size === 0) setTimeout(summarize, windowMs).unref();
      kinds.set(kind.key, kind);
      kind.lines += 1;
      if (kind.lines <= linesOfAKind) log[level]({ source: 'console' }, text);
    };
}

/** What lines that differ in names and numbers alone have in common. */
function keyOf(level: Level, text: string): string {
  const [first = ''] = text.slice(0, longestKey).split('\n', 1);
  const key = first
    .replace(/(["'`])[^"'`]*\1?/g, '…')
    .replace(/[\w-]*\/[\w./-]*/g, '…')
    .replace(/[\w-]*\d[\w-]*/g, '…');
  return `${level} ${key}`;
}
