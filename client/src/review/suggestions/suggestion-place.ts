// What suggestions are about: a section, or one of the article's single lines.

import { isOfLine } from '@galley/shared/api/suggestions.ts';
import type { Region } from '@galley/shared/article/region.ts';
import type { Carded } from '../threads/margin-layout.ts';
import type { ShownSuggestion } from './shown-suggestions.ts';

/** The part of the page that a suggestion is about. */
export function regionOf({ section, change }: Pick<ShownSuggestion, 'section' | 'change'>): Region | null {
  return change.type === 'line' ? change.line : section;
}

/** What its card stands beside. */
export function cardOf(suggestion: ShownSuggestion): Carded {
  const { id, section } = suggestion;
  if (isOfLine(suggestion)) return { id, subject: { type: 'line', line: suggestion.change.line } };
  return { id, subject: section === null ? { type: 'article' } : { type: 'suggestion', section } };
}
