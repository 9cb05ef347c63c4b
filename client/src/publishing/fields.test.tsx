// @vitest-environment jsdom
// The fields of the publishing panel by the keyboard: where the focus goes, what is said, and what Enter means.
import { type ArticleRow, maxRelated } from '@galley/shared/api/articles.ts';
import { type ArticleId, newId } from '@galley/shared/ids.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { articleRow } from '../app/article-row-testing.ts';
import { articleQuery } from '../app/articles.ts';
import { needSignedInWords, startWords } from '../app/i18n.ts';
import { keys } from '../app/query-keys.ts';
import { ArticleContext, type OpenArticle } from '../editor/article-context.ts';
import { AuthorsField } from './authors-field.tsx';
import { RelatedField } from './related-field.tsx';
import { SocialPictureField } from './social-picture-field.tsx';
import { useSavedField } from './use-saved-field.ts';

const [id, ferry, quay] = [newId<ArticleId>(), newId<ArticleId>(), newId<ArticleId>()];

const rowOf = (id: ArticleId, headline: string, change: Partial<ArticleRow> = {}) =>
  articleRow({ id, headline, ...change });

/** What the server has, and what it was asked to change. */
let rows: Map<string, ArticleRow>;
let changes: Partial<ArticleRow>[];

/** Answers as the server does; it takes no picture. */
async function answer(path: string, init?: RequestInit): Promise<Response> {
  if (path.startsWith('/api/media'))
    return Response.json(
      { type: 'about:blank', title: 'No picture', status: 415, code: 'invalid' },
      { status: 415 },
    );
  const asked = /^\/api\/articles\/([^?/]+)$/.exec(path)?.[1];
  const row = asked === undefined ? undefined : rows.get(asked);
  if (!row) return Response.json({ articles: [], next: null });
  if (init?.method !== 'PATCH') return Response.json(row);
  const change = JSON.parse(String(init.body)) as Partial<ArticleRow>;
  changes.push(change);
  const changed = { ...row, ...change };
  rows.set(row.id, changed);
  return Response.json(changed);
}

function Open({ children }: { children: ReactNode }) {
  const { data: row } = useQuery(articleQuery(id));
  const open: Partial<OpenArticle> | undefined = row && { row };
  // The fields ask for nothing else of it.
  return open && <ArticleContext value={open as OpenArticle}>{children}</ArticleContext>;
}

function show(field: ReactElement): void {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  client.setQueryData(keys.article(id), rows.get(id));
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  root.render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <Open>{field}</Open>
      </QueryClientProvider>
    </MantineProvider>,
  );
  onTestFinished(() => {
    root.unmount();
    host.remove();
  });
}

/** The element that a selector finds, once it is there. */
async function found(selector: string): Promise<HTMLElement> {
  return await vi.waitFor(() => {
    const element = document.body.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`There is no ${selector}.`);
    return element;
  });
}

const labelled = (label: string) => found(`[aria-label="${label}"]`);

async function button(text: string): Promise<HTMLElement> {
  return await vi.waitFor(() => {
    const one = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === text);
    if (!one) throw new Error(`There is no button “${text}”.`);
    return one;
  });
}

function press(element: HTMLElement): void {
  element.focus();
  element.click();
}

function type(element: HTMLElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Presses Enter; gives whether the browser goes on to do what it does by itself. */
function enter(element: HTMLElement, isComposing: boolean): boolean {
  const init = { key: 'Enter', isComposing, bubbles: true, cancelable: true };
  return element.dispatchEvent(new KeyboardEvent('keydown', init));
}

beforeAll(async () => {
  await startWords('en');
  await needSignedInWords();
});

beforeEach(() => {
  rows = new Map([
    [id, rowOf(id, 'Harbor')],
    [ferry, rowOf(ferry, 'Ferry')],
    [quay, rowOf(quay, 'Quay')],
  ]);
  changes = [];
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
});

function Field({ onSave }: { onSave(value: string): void }) {
  const { field } = useSavedField('', onSave);
  return <input aria-label="Title" {...field} />;
}

test('Enter that ends a composition saves nothing and is the input method’s', async () => {
  const saved: string[] = [];
  show(<Field onSave={(value) => saved.push(value)} />);
  const input = await labelled('Title');
  type(input, '東京');
  await vi.waitFor(() => expect(input).toHaveProperty('value', '東京'));
  expect(enter(input, true)).toBe(true);
  expect(saved).toEqual([]);
  expect(enter(input, false)).toBe(false);
  expect(saved).toEqual(['東京']);
});

test('an author is not added by the Enter that ends a composition', async () => {
  show(<AuthorsField article={id} />);
  const input = await labelled('Add an author');
  type(input, '東京');
  await vi.waitFor(() => expect(input).toHaveProperty('value', '東京'));
  enter(input, true);
  type(input, '東京 花子');
  await vi.waitFor(() => expect(input).toHaveProperty('value', '東京 花子'));
  enter(input, false);
  await vi.waitFor(() => expect(changes).toHaveLength(1));
  expect(changes[0]?.authors?.map(({ name }) => name)).toEqual(['東京 花子']);
});

test('the move of a related article is announced', async () => {
  rows.set(id, rowOf(id, 'Harbor', { related: [ferry, quay] }));
  show(<RelatedField article={id} />);
  press(await labelled('Move “Quay” up'));
  await vi.waitFor(async () =>
    expect((await found('[role="status"]')).textContent).toBe('“Quay” is number 1 now.'),
  );
  await vi.waitFor(() => expect(changes).toEqual([{ related: [quay, ferry] }]));
});

test('the focus goes to the select when a related article is taken out, also where there were as many as there may be', async () => {
  const others = Array.from({ length: maxRelated - 1 }, (_, index) =>
    rowOf(newId<ArticleId>(), `Other ${index}`),
  );
  for (const other of others) rows.set(other.id, other);
  const related = [ferry, ...others.map((other) => other.id)];
  rows.set(id, rowOf(id, 'Harbor', { related }));
  show(<RelatedField article={id} />);
  press(await labelled('Remove “Ferry”'));
  const select = await labelled('Add a related article');
  await vi.waitFor(() => expect(document.activeElement).toBe(select));
  press(await labelled('Remove “Other 0”'));
  await vi.waitFor(() => expect(document.activeElement).toBe(select));
  expect(select.getAttribute('aria-expanded')).not.toBe('true');
});

function Picture() {
  return <SocialPictureField article={id} field={useRef<HTMLButtonElement>(null)} />;
}

test('the focus stays in the picture’s group when the picture is taken away', async () => {
  rows.set(id, rowOf(id, 'Harbor', { socialPicture: newId() }));
  show(<Picture />);
  const remove = await button('Remove');
  press(remove);
  await vi.waitFor(() => expect(remove.isConnected).toBe(false));
  expect(document.activeElement).toBe(await button('From the library …'));
  const group = document.activeElement?.closest('[role="group"]');
  expect(document.getElementById(group?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Picture');
});

test('why an upload failed goes with the next change of the picture', async () => {
  rows.set(id, rowOf(id, 'Harbor', { socialPicture: newId() }));
  show(<Picture />);
  await button('Remove');
  const file = await found('input[type="file"]');
  const picked = [new File(['no picture'], 'no.png', { type: 'image/png' })];
  Object.defineProperty(file, 'files', { value: picked });
  file.dispatchEvent(new Event('change', { bubbles: true }));
  await found('.mantine-InputWrapper-error');
  press(await button('Remove'));
  await vi.waitFor(() => expect(document.body.textContent).toContain('Saved'));
  expect(document.querySelector('.mantine-InputWrapper-error')).toBe(null);
});
