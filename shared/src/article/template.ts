// Templates: the ordered list of section specs for a kind of article. Data, so that admins can make their own.
import { z } from 'zod';
import { checkCodes, checkLevels } from '../checks/levels.ts';
import { idSchema } from '../id-schema.ts';
import type { TemplateId } from '../ids.ts';
import { cleanName } from '../text/characters.ts';
import { blockTypes } from './blocks.ts';

/** The name of a section spec within its template, such as `news` or `outlook`. */
export const sectionKindSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A text in each language of the desk. */
export const labelSchema = z.object({
  en: z.string().overwrite(cleanName).min(1).max(80),
  de: z.string().overwrite(cleanName).min(1).max(80),
});
export type Label = z.infer<typeof labelSchema>;

const hintSchema = z.object({ en: z.string().trim().max(200), de: z.string().trim().max(200) });

/** What a template says of one of its sections. Refused where a minimum is above its maximum. */
export const sectionSpecSchema = z
  .object({
    kind: sectionKindSchema,
    label: labelSchema,
    /** What the empty section says in place of text. */
    hint: hintSchema,
    required: z.boolean(),
    /** Which blocks the section may hold; an empty list means all of them. */
    blocks: z.array(z.enum(blockTypes)),
    minWords: z.number().int().min(0).max(100_000).nullable(),
    maxWords: z.number().int().min(1).max(100_000).nullable(),
    /** For sections of bullets: how many items there must be. */
    minItems: z.number().int().min(0).max(100).nullable(),
    maxItems: z.number().int().min(1).max(100).nullable(),
    /** Text that a new article's section starts with, a paragraph a line; empty for none. */
    boilerplate: z.object({ en: z.string().max(10_000), de: z.string().max(10_000) }),
    /** Other names that an import takes for this section's label, in any language. */
    aliases: z.array(z.string().overwrite(cleanName).min(1).max(80)).max(20),
    /** Set apart in a box on the public page, as summaries are. */
    boxed: z.boolean(),
  })
  .refine((spec) => spec.minWords === null || spec.maxWords === null || spec.minWords <= spec.maxWords, {
    message: 'The minimum of words is above the maximum.',
    path: ['minWords'],
  })
  .refine((spec) => spec.minItems === null || spec.maxItems === null || spec.minItems <= spec.maxItems, {
    message: 'The minimum of items is above the maximum.',
    path: ['minItems'],
  });
export type SectionSpec = z.infer<typeof sectionSpecSchema>;

/** A section that asks for nothing and allows every block. */
export function openSpec(kind: string, label: SectionSpec['label']): SectionSpec {
  return {
    kind,
    label,
    hint: { en: '', de: '' },
    required: false,
    blocks: [],
    minWords: null,
    maxWords: null,
    minItems: null,
    maxItems: null,
    boilerplate: { en: '', de: '' },
    aliases: [],
    boxed: false,
  };
}

/** Which sections must be approved before an article is ready: none, the required ones, or all that hold something. */
export const approvalRules = ['off', 'required', 'all'] as const;
export type ApprovalRule = (typeof approvalRules)[number];

/** How articles of the template are reviewed. */
const reviewing = {
  approvals: z.enum(approvalRules).default('off'),
  /** Whoever wrote a section's text alone can't approve it. Off for desks of one person. */
  fourEyes: z.boolean().default(true),
  /** How much the checks of the text count, where that is not as by default. */
  checks: z.partialRecord(z.enum(checkCodes), z.enum(checkLevels)).default({}),
};

const templateId = idSchema<TemplateId>();

/** What admins write of a template. */
export const templateContentSchema = z
  .object({
    name: labelSchema,
    sections: z.array(sectionSpecSchema).min(1).max(40),
    ...reviewing,
  })
  .refine(
    (template) => new Set(template.sections.map((spec) => spec.kind)).size === template.sections.length,
    {
      message: 'Two sections have the same kind.',
      path: ['sections'],
    },
  );
export type TemplateContent = z.infer<typeof templateContentSchema>;

/** A template as it is kept. */
export const templateSchema = z.object({
  id: templateId,
  name: labelSchema,
  sections: z.array(sectionSpecSchema),
  ...reviewing,
  /** Counts up with every change; a change against an older version is refused. */
  version: z.number().int(),
  archived: z.boolean(),
});
export type Template = z.infer<typeof templateSchema>;

/** The spec of a section's kind, or null where the template (as it is now) does not know it. */
export function specOf(template: { sections: readonly SectionSpec[] }, kind: string): SectionSpec | null {
  return template.sections.find((spec) => spec.kind === kind) ?? null;
}
