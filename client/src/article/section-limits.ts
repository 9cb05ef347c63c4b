// A section's size against what its template wants, as a sentence and as a judgment.
import type { SectionSpec } from '@galley/shared/article/template.ts';
import { useTranslation } from 'react-i18next';
import type { SectionSize } from './section-sizes.ts';

/** Whether a size is within the limits; where nobody has written anything it is neither good nor bad yet. */
export function judge(size: SectionSize, spec: SectionSpec | null): 'fine' | 'short' | 'long' {
  if (!spec || size.words === size.boilerplate) return 'fine';
  if (spec.maxWords !== null && size.words > spec.maxWords) return 'long';
  if (spec.maxItems !== null && size.items > spec.maxItems) return 'long';
  if (spec.minWords !== null && size.words < spec.minWords) return 'short';
  if (spec.minItems !== null && size.items < spec.minItems) return 'short';
  return 'fine';
}

/** The size in words, with the limits that there are. */
export function useSizeText(size: SectionSize, spec: SectionSpec | null): string {
  const { t } = useTranslation('editor');
  const count = size.words;
  if (count > 0 && size.boilerplate === count) return t('section.boilerplate', { count });
  if (spec && spec.minItems !== null && spec.maxItems !== null) {
    return t('section.items', { count: size.items, min: spec.minItems, max: spec.maxItems });
  }
  const { minWords: min = null, maxWords: max = null } = spec ?? {};
  if (min !== null && max !== null) return t('section.between', { count, min, max });
  if (max !== null) return t('section.ofMax', { count, max });
  if (min !== null) return t('section.atLeast', { count, min });
  return t('section.words', { count });
}
