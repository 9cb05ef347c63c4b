// Bodies of requests: read after the route knows that who asks may send one, no larger than the route needs, and without
// fields that nobody knows.
import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { parse } from './route.ts';

/** The largest body that a route reads, unpacked. */
export type BodyLimit = '8kb' | '16kb' | '32kb' | '64kb' | '128kb' | '1mb' | '8mb';

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
  return parse(strict(schema), request.body ?? {}) as z.output<Schema>;
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
const strictOnes = new WeakMap<z.ZodType, z.ZodType>();

/** The schema without tolerance for fields that it does not have. Fields of fields are theirs to judge. */
function strict(schema: z.ZodType): z.ZodType {
  const known = strictOnes.get(schema);
  if (known) return known;
  const made = madeStrict(schema);
  strictOnes.set(schema, made);
  return made;
}

function madeStrict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.strict();
  if (!(schema instanceof z.ZodDiscriminatedUnion)) throw new Error('A body is described by an object.');
  const options = schema.options.map((option) => {
    if (!(option instanceof z.ZodObject)) throw new Error('A body is described by objects.');
    return option.strict();
  });
  const [first, ...others] = options;
  if (!first) throw new Error('A body is described by at least one object.');
  return z.discriminatedUnion(schema.def.discriminator, [first, ...others]);
}
