// The OpenAPI 3.1 document of the HTTP interface, made of the definitions by which the routes are mounted.
import { articleRowSchema } from '@galley/shared/api/articles.ts';
import { auditEntrySchema } from '@galley/shared/api/audit.ts';
import { versionSchema } from '@galley/shared/api/history.ts';
import { notificationSchema } from '@galley/shared/api/notifications.ts';
import { memberSchema, meSchema, personSchema } from '@galley/shared/api/people.ts';
import { pictureNotesSchema } from '@galley/shared/api/picture-notes.ts';
import { problemSchema } from '@galley/shared/api/problem.ts';
import { publicationSchema, revisionSchema } from '@galley/shared/api/publishing.ts';
import { sectionEventSchema, sectionStatusSchema } from '@galley/shared/api/section-states.ts';
import { suggestionSchema } from '@galley/shared/api/suggestions.ts';
import { commentSchema, threadSchema, threadSubjectSchema } from '@galley/shared/api/threads.ts';
import { deliverySchema, webhookSchema } from '@galley/shared/api/webhooks.ts';
import { articleContentSchema, nodeSchema, sectionContentSchema } from '@galley/shared/article/content.ts';
import { sectionSpecSchema, templateSchema } from '@galley/shared/article/template.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import { articleComparisonSchema } from '@galley/shared/review/comparison.ts';
import { suggestionChangeSchema } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { z } from 'zod';

/** What several answers speak of, by the names that the document has for it. */
const named = {
  ArticleContent: articleContentSchema,
  ArticleRow: articleRowSchema,
  AuditEntry: auditEntrySchema,
  Comment: commentSchema,
  Comparison: articleComparisonSchema,
  Delivery: deliverySchema,
  Me: meSchema,
  Member: memberSchema,
  Node: nodeSchema,
  Notification: notificationSchema,
  Person: personSchema,
  PictureNotes: pictureNotesSchema,
  Problem: problemSchema,
  Publication: publicationSchema,
  Revision: revisionSchema,
  SectionContent: sectionContentSchema,
  SectionEvent: sectionEventSchema,
  SectionSpec: sectionSpecSchema,
  SectionStatus: sectionStatusSchema,
  Suggestion: suggestionSchema,
  SuggestionChange: suggestionChangeSchema,
  Template: templateSchema,
  Thread: threadSchema,
  ThreadSubject: threadSubjectSchema,
  Version: versionSchema,
  Webhook: webhookSchema,
} as const satisfies Record<string, z.ZodType>;

export interface AboutInterface {
  /** Where people reach Galley, without a path. */
  url: string;
  /** The name of the session's cookie. */
  cookie: string;
}

/** The document; `contract` has the routes by name, in groups. */
export function openApi(
  contract: Readonly<Record<string, Readonly<Record<string, Route>>>>,
  about: AboutInterface,
) {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const [tag, routes] of Object.entries(contract))
    for (const [name, route] of Object.entries(routes)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] ??= {};
      paths[path][route.method.toLowerCase()] = operationOf(name, tag, route, schemas);
    }
  return {
    openapi: '3.1.2' as const,
    info: {
      title: 'Galley',
      version: '1',
      description:
        'The HTTP interface of the desk. Errors are problem details (RFC 9457) whose `code` says what is wrong.',
    },
    servers: [{ url: about.url }],
    security: [{ session: [] }],
    tags: Object.keys(contract).map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      responses: {
        Problem: {
          description: 'What is wrong.',
          content: {
            'application/problem+json': { schema: schemas.of('Problem', problemSchema) },
          },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: about.cookie } },
    },
  };
}

function operationOf(name: string, tag: string, route: Route, schemas: Schemas): object {
  const { summary, action, furtherActions = [], params = {}, query, body, upload } = route;
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const parameters = [
    ...Object.entries(params).map(([param, schema]) => ({
      name: param,
      in: 'path',
      required: true,
      schema: jsonSchemaOf(schema),
    })),
    ...Object.entries<z.ZodType>(query?.shape ?? {}).map(([field, schema]) => ({
      name: field,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      schema: jsonSchemaOf(schema),
    })),
  ];
  const content = body
    ? { 'application/json': { schema: schemas.of(`${title}Input`, body) } }
    : upload && Object.fromEntries(upload.map((type) => [type, {}]));
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(action === 'public'
      ? { description: 'For everybody.', security: [] }
      : { description: `For people who may do ${allOf([action, ...furtherActions])}.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(content && {
      requestBody: { required: upload !== undefined || !body?.safeParse({}).success, content },
    }),
    responses: {
      ...responsesOf(title, route, schemas),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function allOf([first, ...further]: readonly string[]): string {
  const names = further.filter((name) => name !== first).map((name) => `\`${name}\``);
  return `\`${first}\`${names.length === 0 ? '' : `, and depending on what is sent ${names.join(', ')}`}`;
}

function responsesOf(title: string, route: Route, schemas: Schemas): Record<string, object> {
  const { answer, files = [] } = route;
  const status = route.status ?? (answer === null && files.length === 0 ? 204 : 200);
  const content = {
    ...Object.fromEntries(files.map((type) => [type, {}])),
    ...(answer && { 'application/json': { schema: schemas.of(`${title}Answer`, answer) } }),
  };
  return Object.fromEntries(
    [status].flat().map((one) => [one, { description: descriptions[one], ...(one !== 204 && { content }) }]),
  );
}

const descriptions = { 200: 'Done.', 201: 'Made.', 204: 'Done; there is no body.' };

/** The document's schemas. Requests and answers are described in the form in which they are sent, before they are parsed. */
class Schemas {
  #names = new Map<z.ZodType, string>(Object.entries(named).map(([name, schema]) => [schema, name]));

  /** A reference to the schema, which is called so where it has no name yet. */
  of(name: string, schema: z.ZodType): { $ref: string } {
    const known = this.#names.get(schema) ?? name;
    this.#names.set(schema, known);
    return { $ref: refTo(known) };
  }

  all(): Record<string, object> {
    const registry = z.registry<{ id: string }>();
    for (const [schema, id] of this.#names) registry.add(schema, { id });
    const { schemas } = z.toJSONSchema(registry, { ...options, uri: refTo });
    return Object.fromEntries(
      Object.entries(schemas)
        // A name within the document is no address by which a schema could be resolved.
        .map(([name, { $id: _id, $schema: _dialect, ...schema }]) => [name, schema] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function jsonSchemaOf(schema: z.ZodType): object {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, options);
  return json;
}

const options = {
  io: 'input',
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => {
    // Its check is a function; this is what it looks for.
    if (zodSchema === nodeSchema) Object.assign(jsonSchema, node);
    // The format says the same in a form that people can read.
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  },
} as const satisfies Parameters<typeof z.toJSONSchema>[1];

const attributes = { type: 'object' };
const node = {
  description: 'A node of the text as ProseMirror writes it.',
  type: 'object',
  properties: {
    type: { type: 'string' },
    attrs: attributes,
    content: { type: 'array', items: { $ref: refTo('Node') } },
    marks: {
      type: 'array',
      items: {
        type: 'object',
        properties: { type: { type: 'string' }, attrs: attributes },
        required: ['type'],
      },
    },
    text: { type: 'string' },
  },
  required: ['type'],
};
