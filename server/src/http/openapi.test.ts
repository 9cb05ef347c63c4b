import { contract } from '@galley/shared/contract/contract.ts';
import type { Route } from '@galley/shared/contract/define-route.ts';
import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { describe, expect, test } from 'vitest';
import { openApi } from './openapi.ts';

const routes: [string, Route][] = Object.values(contract).flatMap((group) => Object.entries<Route>(group));
const document = JSON.parse(
  JSON.stringify(openApi(contract, { url: 'https://desk.example', cookie: 'galley.session_token' })),
);
/** The schema of OpenAPI 3.1 with that of JSON Schema for all schemas within the document. */
const openApi31 = 'https://spec.openapis.org/oas/3.1/schema-base';

describe('the OpenAPI document', () => {
  test('fits the schema of OpenAPI 3.1, schemas and all', async () => {
    // Whatever is wrong is named beside it.
    expect(await validate(openApi31, document, 'BASIC')).toEqual({ valid: true });
    const misspelled = structuredClone(document);
    misspelled.components.schemas.Thread.properties.state.type = 'strin';
    expect((await validate(openApi31, misspelled)).valid).toBe(false);
  });

  test('has each route once, by a name of its own', () => {
    const operations = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => [operationId, method, path]),
    );
    const expected = routes.map(([name, { method, path }]) => [
      name,
      method.toLowerCase(),
      path.replace(/:(\w+)/g, '{$1}'),
    ]);
    expect(operations.sort()).toEqual(expected.sort());
    expect(new Set(routes.map(([name]) => name)).size).toBe(routes.length);
  });

  test('refers to nothing that it does not have', () => {
    const known = new Set(
      Object.entries<object>(document.components).flatMap(([kind, all]) =>
        Object.keys(all).map((name) => `#/components/${kind}/${name}`),
      ),
    );
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref ?? '');
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => !known.has(ref))).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"\$(id|defs|schema)":/);
  });

  test('says of everything that is sent what it looks like', () => {
    const vague: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (Object.keys(value).length === 0 && !Array.isArray(value)) vague.push(path);
      for (const [name, one] of Object.entries(value)) if (name !== 'default') look(one, `${path}/${name}`);
    };
    look(document.components.schemas, '');
    // Other standards say what these look like, and leave them open: WebAuthn its extensions and options, OpenAPI itself.
    expect(vague).toEqual([
      '/AddPasskeyInput/properties/response/properties/clientExtensionResults/additionalProperties',
      '/BeginPasskeyAnswer/additionalProperties',
      '/ReadOpenApiAnswer/additionalProperties',
      '/SignInByPasskeyInput/properties/response/properties/clientExtensionResults/additionalProperties',
    ]);
    expect(document.components.schemas.Node.properties.content.items).toEqual({
      $ref: '#/components/schemas/Node',
    });
  });

  test('says who may ask, what is asked and what is answered', () => {
    const comment = document.paths['/api/articles/{id}/threads/{thread}/comments'].post;
    expect(comment).toMatchObject({
      tags: ['threads'],
      description: 'For people who may do `thread.comment`.',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-z]{4,40}$' } },
        { name: 'thread', in: 'path', required: true, schema: { type: 'string' } },
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/AddCommentInput' } } },
      },
      responses: {
        201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thread' } } } },
        default: { $ref: '#/components/responses/Problem' },
      },
    });
    expect(
      document.paths['/api/articles'].get.parameters.map(({ name }: { name: string }) => name),
    ).toContain('cursor');
    const removed = document.paths['/api/articles/{id}/threads/{thread}/comments/{comment}'].delete;
    expect(Object.keys(removed.responses)).toEqual(['200', '204', 'default']);
    expect(removed.responses[204]).not.toHaveProperty('content');
    const exported = document.paths['/api/articles/{id}/export'].get.responses[200].content;
    expect(Object.keys(exported)).toContain('text/markdown');
  });
});
