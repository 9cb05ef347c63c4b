// The parts of a path that vary.
import { z } from 'zod';
import type { ArticleId } from '../ids.ts';
import { idPattern } from '../ids.ts';

/** Parts that name something: one of another form is nobody's, so it is answered with `not-found`. */
export const idParams = z.registry<{ names: string }>();

/** An id of the form that `newId` gives, of this length where it is known. The type parameter says what it identifies. */
export function idParam<Id extends string>(names: string, length?: number) {
  return z
    .string()
    .regex(idPattern)
    .check(...(length === undefined ? [] : [z.length(length)]))
    .transform((id) => id as Id)
    .register(idParams, { names });
}

/** A name that is looked up as it is, whatever its form. */
export function nameParam<Name extends string = string>(names: string) {
  return z
    .string()
    .transform((name) => name as Name)
    .register(idParams, { names });
}

/** The article that a path is about. */
export const articleParam = idParam<ArticleId>('an article');

/** A number that counts from 1. */
export function numberParam(names: string) {
  return z.string().pipe(z.coerce.number<string>().int().min(1).max(1_000_000)).register(idParams, { names });
}
