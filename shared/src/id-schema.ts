// How ids are read from JSON: one schema, whose type parameter names what the id identifies.
import { z } from 'zod';

/**
 * A text that is taken for an id of the named kind. Nothing is checked but its `form`, by default none: what people and programs
 * send asks for one, such as `idPattern`.
 */
export function idSchema<Id extends string>(form: z.ZodString = z.string()) {
  return form.transform((id) => id as Id);
}
