// How ids are read from JSON: one schema, whose type parameter names what the id identifies.
import { z } from 'zod';

/** An id of the named kind; `form` says how it must be written, where more is asked than a string. */
export function idSchema<Id extends string>(form: z.ZodString = z.string()) {
  return form.transform((id) => id as Id);
}
