// Bodies that fit the definitions of the routes, and bodies that nearly do: whatever is sent, no answer is a fault of ours.
import { contract } from '@galley/shared/contract/contract.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { z } from 'zod';
import type { Browser } from './accounts/testing.ts';
import { draft, plainArticle } from './publishing/testing.ts';
import { forEachStorage } from './storage/testing.ts';
import { type OpenDesk, openDesk } from './testing/desk.ts';

/** `FUZZ_ROUNDS=300 npx vitest run fuzzed-bodies` looks longer; `FUZZ_SEED` sends the same bodies again. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 6);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_201);

const routes: Route[] = Object.values(contract)
  .flatMap((group): Route[] => Object.values(group))
  // Signing out ends the session of who asks.
  .filter(({ body, path }) => body && !path.endsWith('/sign-out'));

/** What a schema of JSON Schema may hold, as far as zod writes it. */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** Values that programs stumble over; PostgreSQL, SQLite, JSON and Unicode have their own. */
const hostile: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  'x'.repeat(5000),
  '\uD800',
  'a\u0007b',
  '\u202Eabc',
  '%00',
  '../../etc/passwd',
  "'; drop table article; --",
  '<script>alert(1)</script>',
  '9999-99-99T99:99:99Z',
  '2026-02-30',
  'javascript:alert(1)',
  'http://[::1]:99999/',
  -1,
  0.5,
  2 ** 53,
  1e308,
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: null, constructor: { prototype: 1 } },
  true,
);

/** What fits a schema, with a hostile value in the place of one in ten. `ids` are of things that are there. */
function valuesOf(
  schema: JsonSchema,
  top: JsonSchema,
  ids: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const fits = fitting(schema, top, ids, depth);
  return depth === 0 ? fits : fc.oneof({ weight: 9, arbitrary: fits }, { weight: 1, arbitrary: hostile });
}

function fitting(
  schema: JsonSchema,
  top: JsonSchema,
  ids: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  const within = (inner: JsonSchema) => valuesOf(inner, top, ids, depth + 1);
  // What holds itself ends somewhere.
  if (depth > 6) return hostile;
  if (schema.$ref !== undefined) {
    const named = top.$defs?.[schema.$ref.split('/').at(-1) ?? ''];
    return named ? within(named) : hostile;
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(within));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(within)).map((parts) => Object.assign({}, ...parts));
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [], additionalProperties } = schema;
      const fields = Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, within(of)]));
      const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
      if (typeof additionalProperties !== 'object') return known;
      return fc.dictionary(fc.oneof(fc.constantFrom(...ids), fc.string()), within(additionalProperties), {
        maxKeys: 3,
      });
    }
    case 'array':
      return fc.array(schema.items ? within(schema.items) : hostile, { maxLength: 3 });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1e9),
        max: Math.min(schema.maximum ?? 1e6, 1e9),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return fc.oneof(
        fc.constantFrom(...ids),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(
          '2026-12-01T12:00:00.000Z',
          '2026-12-01',
          'Europe/Berlin',
          'nora@example.com',
          'https://example.com/',
        ),
      );
    default:
      return hostile;
  }
}

forEachStorage((database) => {
  let desk: OpenDesk;
  let admin: Browser;
  let ids: string[];

  beforeAll(async () => {
    desk = await openDesk(await database());
    admin = await desk.as('admin');
    const article = await draft(admin, { content: plainArticle('Unharmed'), slug: 'unharmed' });
    const { body } = await admin.ask('GET', `/api/articles/${article}/moments/now`);
    const sections = body.content.sections.map(({ id }: { id: string }) => id);
    ids = [article, ...sections, (await desk.person('viewer')).id, 'news'];
  });
  afterAll(() => desk.close());

  const send = async (method: string, path: string, body: unknown) => {
    const { status, body: answer } = await admin.ask(method, path, JSON.stringify(body));
    // A place of pictures or a mail server may be away; a fault of ours is none of these.
    if (status === 500)
      throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
    // Somebody changed their password or ended their sessions by what was sent.
    if (status === 401) admin = await desk.as('admin');
  };

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s',
    async (_name, route) => {
      if (!route.body) return;
      const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
      const part = fc.constantFrom(...ids, 'unknown');
      const parts = fc.array(part, { minLength: 5, maxLength: 5 });
      const bodies = fc.oneof(
        { weight: 9, arbitrary: valuesOf(schema, schema, ids) },
        { weight: 1, arbitrary: hostile },
      );
      const property = fc.asyncProperty(parts, bodies, async ([first = '', ...rest], body) => {
        let at = 0;
        // The article that is there most often, so that what stands behind it is reached.
        const path = route.path.replace(/:\w+/g, () =>
          at++ === 0 ? (ids[0] ?? first) : (rest[at - 2] ?? first),
        );
        await send(route.method, path, body);
      });
      await fc.assert(property, { seed, numRuns: rounds });
    },
  );
});
