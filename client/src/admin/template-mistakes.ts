// What keeps a draft from being saved, by the same schema that the server asks, in words that the interface translates.
import { templateContentSchema } from '@galley/shared/article/template.ts';
import type { z } from 'zod';
import type { templates } from '../words/en/templates.ts';
import { contentOf, type TemplateDraft } from './template-draft.ts';

export interface TemplateMistake {
  /** The section that it is in; null for the template as a whole. */
  section: string | null;
  /** The field, as a path: `label.en`, `minWords`. */
  field: string;
  mistake: keyof typeof templates.mistake;
}

/** The draft's mistakes; none means that it can be saved. */
export function mistakesOf(draft: TemplateDraft): TemplateMistake[] {
  const mistakes: TemplateMistake[] = [];
  const result = templateContentSchema.safeParse(contentOf(draft));
  for (const issue of result.error?.issues ?? []) mistakes.push(mistakeOf(issue, draft));
  draft.sections.forEach(({ key, spec, someBlocks }, index) => {
    if (someBlocks && spec.blocks.length === 0)
      mistakes.push({ section: key, field: 'blocks', mistake: 'noBlocks' });
    const first = draft.sections.findIndex((other) => other.spec.kind === spec.kind);
    if (first < index && spec.kind !== '')
      mistakes.push({ section: key, field: 'kind', mistake: 'kindTwice' });
  });
  // The schema reports equal kinds once for the whole; above they are reported where they are.
  return mistakes.filter(
    ({ section, field, mistake }) => !(section === null && field === 'sections' && mistake === 'other'),
  );
}

function mistakeOf(issue: z.core.$ZodIssue, draft: TemplateDraft): TemplateMistake {
  const [root, index, ...rest] = issue.path;
  if (root !== 'sections')
    return { section: null, field: issue.path.join('.'), mistake: meaningOf(issue, String(root)) };
  if (typeof index !== 'number') {
    const mistake =
      issue.code === 'too_small' ? 'noSections' : issue.code === 'too_big' ? 'tooManySections' : 'other';
    return { section: null, field: 'sections', mistake };
  }
  const field = rest.join('.');
  return { section: draft.sections[index]?.key ?? null, field, mistake: meaningOf(issue, field) };
}

function meaningOf(issue: z.core.$ZodIssue, field: string): TemplateMistake['mistake'] {
  if (field === 'kind') return 'kindMissing';
  if (field.startsWith('aliases')) return 'aliases';
  if (/^(min|max)(Words|Items)$/.test(field)) return issue.code === 'custom' ? 'minAboveMax' : 'limit';
  if (issue.code === 'too_small') return 'missing';
  return issue.code === 'too_big' ? 'tooLong' : 'other';
}
