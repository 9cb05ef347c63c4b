// @vitest-environment jsdom
// Three people type letter by letter while one or two of them also split, join, move, paste and undo, each hearing of the
// others now and then: every word stands in one piece, nothing that was there is lost or there twice.
import fc from 'fast-check';
import { test } from 'vitest';
import { type Act, act, play, structure, tables, turns } from './people-testing.ts';

const acts = (...types: Act['type'][]) => fc.array(act(...types), { minLength: 3, maxLength: 3 });
const typing = [acts('word'), acts('word')] as const;
const plans = fc.tuple(acts('word', ...Object.keys(structure)), ...typing);
const tablePlans = fc.tuple(acts('word', ...Object.keys(tables)), ...typing);

// More of them, and others, on demand.
const numRuns = Number(process.env.STRUCTURE_RUNS ?? 20);
const seed = Number(process.env.STRUCTURE_SEED ?? 8);

test.each([
  ['paragraphs', plans],
  ['table', tablePlans],
])(
  'words stand in one piece where they were typed, whatever somebody does to their %s meanwhile',
  (_what, all) => {
    fc.assert(fc.property(all, turns, play), { numRuns, seed, endOnFailure: true });
  },
);
