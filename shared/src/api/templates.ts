// Templates on the HTTP interface.
import { z } from 'zod';
import { templateContentSchema, templateSchema } from '../article/template.ts';

/** All templates, archived ones too. */
export const templateListSchema = z.array(templateSchema);

/** Refused with `conflict` where `version` is not the one that the server has. */
export const templateChangeSchema = z.object({
  version: z.number().int(),
  content: templateContentSchema,
});
export type TemplateChange = z.input<typeof templateChangeSchema>;
