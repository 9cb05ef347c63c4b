// A section as the public page shows it.
import { z } from 'zod';
import { idSchema } from '../../id-schema.ts';
import type { SectionId } from '../../ids.ts';

const sectionId = idSchema<SectionId>();

/** A section as the public page shows it. */
export const publicSectionSchema = z.object({
  id: sectionId,
  /** Its name in the page's address. */
  anchor: z.string(),
  /** Its own title or its template's label, as they were when it was published. */
  label: z.string(),
  boxed: z.boolean(),
  /** It follows the headline at once, where its label would only be in the way. */
  opening: z.boolean(),
});
export type PublicSection = z.infer<typeof publicSectionSchema>;
