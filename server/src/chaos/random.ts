// Random choices that come again with the same seed.
import fc from 'fast-check';

export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of these; throws where there is none. */
  oneOf<One>(these: readonly One[]): One;
}

/** More than any run needs; after that they come again. */
const drawn = 10_000;

export function randomFrom(seed: number): Random {
  const numbers = fc.sample(fc.noBias(fc.nat()), { seed, numRuns: drawn });
  let at = 0;
  const next = () => numbers[at++ % drawn] ?? 0;
  const between = (least: number, most: number) => least + (next() % (most - least + 1));
  return {
    between,
    oneOf: (these) => {
      const one = these[between(0, these.length - 1)];
      if (one === undefined) throw new Error('There is nothing to choose from.');
      return one;
    },
  };
}
