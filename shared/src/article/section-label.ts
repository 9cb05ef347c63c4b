// What a section is called.
import type { Language } from '../language.ts';
import type { OutlineEntry } from './outline.ts';
import { type SectionSpec, specOf } from './template.ts';

/** What a section is called: its own title, else its template's label, else its kind. */
export function sectionLabel(
  section: Pick<OutlineEntry, 'kind' | 'title'>,
  template: { sections: readonly SectionSpec[] },
  language: Language,
): string {
  return section.title || specOf(template, section.kind)?.label[language] || section.kind;
}
