// Two texts, or two lists, as one run: what stayed, what came, what went.
import { type ArrayChange, diffArrays } from 'diff';
import { tokensIn } from '../text/tokens.ts';
import type { Piece } from './comparison.ts';

/** Two texts as one run of pieces, by words. */
export function compareTexts(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ type: 'same', text: before }];
  // Beyond this many changes nobody reads single words any more, and counting on would take long.
  const changes = diffArrays(tokensIn(before), tokensIn(after), { maxEditLength: 2000 });
  const pieces =
    changes && atSentences(changes.map(runOf)).map(({ type, values }) => piece(type, values.join('')));
  return pieces && isReadable(pieces) ? pieces : rewritten(before, after);
}

/**
 * Of two equal readings the one in which what was added or removed ends with its sentence: `.New words` before a full
 * stop is shown as `New words.` behind one.
 */
function atSentences(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const [index, { type, values: all }] of runs.entries()) {
    const before = result.at(-1);
    const behind = runs[index + 1];
    const values = [...all];
    if (type !== 'same' && before?.type === 'same' && behind?.type === 'same') {
      while (isSign(values[0]) && values[0] === behind.values[0]) {
        const sign = values.shift() as string;
        before.values.push(sign);
        values.push(sign);
        behind.values.shift();
      }
    }
    if (values.length === 0) continue;
    if (before?.type === type) before.values.push(...values);
    else result.push({ type, values });
  }
  return result;
}

function isSign(token: string | undefined): boolean {
  return token !== undefined && /^\p{P}+$/u.test(token);
}

/** Where next to nothing stays, single words that stay by chance only confuse. */
function isReadable(pieces: readonly Piece[]): boolean {
  const letters = (type: Piece['type']) =>
    pieces.reduce((sum, { type: its, text }) => sum + (its === type ? text.replace(/\s/g, '').length : 0), 0);
  const same = letters('same');
  return same * 4 >= same + Math.max(letters('added'), letters('removed'));
}

function rewritten(before: string, after: string): Piece[] {
  return [piece('removed', before), piece('added', after)].filter(({ text }) => text !== '');
}

function piece(type: Piece['type'], text: string): Piece {
  return { type, text };
}

interface Run {
  type: Piece['type'];
  values: string[];
}

/** The longest common subsequence of two lists, as runs. */
export function align(before: string[], after: string[]): Run[] {
  const changes = diffArrays(before, after, { maxEditLength: 4000 });
  if (!changes)
    return [
      { type: 'removed', values: before },
      { type: 'added', values: after },
    ];
  return changes.map(runOf);
}

function runOf({ added, removed, value }: ArrayChange<string>): Run {
  return { type: added ? 'added' : removed ? 'removed' : 'same', values: [...value] };
}
