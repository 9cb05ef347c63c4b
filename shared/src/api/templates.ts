// Templates on the HTTP interface. GET /api/templates gives all of them, archived ones too, for old articles use them;
// POST makes one from a `TemplateContent`; PUT changes one; DELETE archives and POST …/restore brings back.
import { z } from 'zod';
import { templateContentSchema, templateSchema } from '../article/template.ts';

export const templateListSchema = z.array(templateSchema);

/** PUT /api/templates/:id: refused with `conflict` where `version` is not the one that the server has. */
export const templateChangeSchema = z.object({
  version: z.number().int(),
  content: templateContentSchema,
});
export type TemplateChange = z.input<typeof templateChangeSchema>;
