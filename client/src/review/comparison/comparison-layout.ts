// How a comparison is laid out, and the way between the two places of a moved block.
import type { BlockComparison } from '@galley/shared/review/comparison.ts';
import { createContext, use } from 'react';

export type ComparisonLayout = 'inline' | 'side';

interface ComparisonPlaces {
  layout: ComparisonLayout;
  /** The id of a block's element, for one that has another place. */
  idOf(block: BlockComparison): string | undefined;
  /** Goes to a moved block's other place. */
  jumpFrom(block: BlockComparison): void;
}

export const ComparisonContext = createContext<ComparisonPlaces>({
  layout: 'inline',
  idOf: () => undefined,
  jumpFrom: () => {},
});

export function useComparisonPlaces(): ComparisonPlaces {
  return use(ComparisonContext);
}
