// Bodies of requests: read after the route knows that who asks may send one, no larger than the route needs, and without
// fields that nobody knows.
import type { BodyLimit } from '@galley/shared/contract/define-route.ts';
import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { parse } from './route.ts';

/**
 * Reads a JSON body and parses it; call it after asking who it is that asks. A field that the schema does not have is
 * refused rather than ignored, since whoever sends it expects it to do something. No body counts as an empty one.
 */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limit: BodyLimit,
): Promise<z.output<Schema>> {
  await readJson(request, limit);
  // Strict or not, a schema gives the same output for what it takes.
  return parse(strict(schema) as z.ZodType, request.body ?? {}) as z.output<Schema>;
}

/** Reads a JSON body into `request.body`, for what has to look at it before it is parsed. */
export function readJson(request: Request, limit: BodyLimit): Promise<void> {
  const reader = readers.get(limit) ?? express.json({ limit });
  readers.set(limit, reader);
  return new Promise((resolve, reject) => {
    const { res } = request;
    if (!res) throw new Error('The request has no response.');
    reader(request, res, (error: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}

const readers = new Map<BodyLimit, RequestHandler>();
const strictOnes = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/** The schema without tolerance for fields that it does not have, at any depth. */
function strict(schema: z.core.$ZodType): z.core.$ZodType {
  const known = strictOnes.get(schema);
  if (known) return known;
  const made = madeStrict(schema);
  strictOnes.set(schema, made);
  return made;
}

function madeStrict(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(
      Object.entries<z.core.$ZodType>(schema.def.shape).map(([name, field]) => [name, strict(field)]),
    );
    // Checks of the whole object stay.
    return z.core.clone(schema, { ...schema.def, shape }).strict();
  }
  if (schema instanceof z.ZodUnion || schema instanceof z.ZodDiscriminatedUnion)
    return z.core.clone(schema, { ...schema.def, options: schema.def.options.map(strict) });
  if (schema instanceof z.ZodArray)
    return z.core.clone(schema, { ...schema.def, element: strict(schema.def.element) });
  if (schema instanceof z.ZodRecord)
    return z.core.clone(schema, { ...schema.def, valueType: strict(schema.def.valueType) });
  if (schema instanceof z.ZodOptional)
    return z.core.clone(schema, { ...schema.def, innerType: strict(schema.def.innerType) });
  if (schema instanceof z.ZodNullable)
    return z.core.clone(schema, { ...schema.def, innerType: strict(schema.def.innerType) });
  if (schema instanceof z.ZodDefault)
    return z.core.clone(schema, { ...schema.def, innerType: strict(schema.def.innerType) });
  if (schema instanceof z.ZodPipe) return z.core.clone(schema, { ...schema.def, in: strict(schema.def.in) });
  // What is left has no fields, or judges them itself.
  return schema;
}
