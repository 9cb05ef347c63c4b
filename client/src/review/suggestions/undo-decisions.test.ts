// Taking decisions back: those that follow one another are one message, whose way back takes back all of them.
import { type ArticleId, newId, type SuggestionId } from '@galley/shared/ids.ts';
import { QueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';

interface Toast {
  words: string;
  undo: () => void;
  onClose: () => void;
}

const page = vi.hoisted(() => ({
  article: '',
  client: null as unknown,
  toasts: [] as Toast[],
  hidden: [] as string[],
  said: [] as string[],
  /** What the server is asked to take back, and what becomes of each. */
  asked: [] as string[][],
  outcomes: new Map<string, string>(),
}));

vi.mock('i18next', () => ({
  default: { t: (key: string, { count }: { count?: number } = {}) => `${key} ${count ?? ''}`.trim() },
}));
vi.mock('@mantine/notifications', () => ({
  notifications: { hide: (id: string) => page.hidden.push(id) },
}));
vi.mock('../../ui/undo-toast.tsx', () => ({
  showUndo: (words: string, _action: string, undo: () => void, { onClose }: { onClose: () => void }) => {
    page.toasts.push({ words, undo, onClose });
    return `toast ${page.toasts.length}`;
  },
}));
vi.mock('../../app/toasts.ts', () => ({
  showToast: (words: string) => page.said.push(words),
  showWarning: (words: string) => page.said.push(`! ${words}`),
  showProblem: (error: Error) => page.said.push(`!! ${error.message}`),
}));
vi.mock('../../app/api.ts', () => ({
  call: async (_route: unknown, { body }: { body: { suggestions: string[] } }) => {
    page.asked.push(body.suggestions);
    if (page.outcomes.has('offline')) throw new Error('offline');
    return {
      results: body.suggestions.map((id) => ({
        id,
        outcome: page.outcomes.get(id) ?? 'reopened',
        suggestion: null,
      })),
    };
  },
}));
vi.mock('../article-review.ts', () => ({ useSuggestionStore: () => ({ article: page.article }) }));
vi.mock('@tanstack/react-query', async (original) => ({
  ...(await original<object>()),
  useQueryClient: () => page.client,
}));

const { showDecided, useUndoKey } = await import('./undo-decisions.ts');
let article: ArticleId;
let client: QueryClient;

beforeEach(() => {
  for (const { onClose } of page.toasts) onClose();
  client = new QueryClient();
  article = newId<ArticleId>();
  Object.assign(page, { article, client, toasts: [], hidden: [], said: [], asked: [] });
  page.outcomes.clear();
});

const ids = (count: number) => Array.from({ length: count }, () => newId<SuggestionId>());
/** Presses keys among the cards; gives whether something was done. */
const press = (key: Partial<KeyboardEvent> = {}): boolean => {
  let isDone = false;
  const preventDefault = () => {
    isDone = true;
  };
  useUndoKey()({ key: 'z', ctrlKey: true, metaKey: false, shiftKey: false, preventDefault, ...key } as never);
  return isDone;
};
vi.stubGlobal('Element', class {});

test('decisions that follow one another are one message that grows, and its way back takes back all', async () => {
  const [first, second] = [ids(1), ids(2)];
  showDecided(client, article, 'accepted', first);
  showDecided(client, article, 'accepted', second);
  expect(page.toasts.map(({ words }) => words)).toEqual([
    'suggestions:decidedMany.accepted 1',
    'suggestions:decidedMany.accepted 3',
  ]);
  expect(page.hidden).toEqual(['toast 1']);
  page.toasts.at(-1)?.undo();
  await vi.waitFor(() => expect(page.said).toEqual(['suggestions:undone 3']));
  expect(page.asked).toEqual([[...first, ...second]]);
});

test('another verdict, another article and what comes after the message is gone begin anew', () => {
  showDecided(client, article, 'accepted', ids(1));
  showDecided(client, article, 'rejected', ids(1));
  showDecided(client, newId<ArticleId>(), 'rejected', ids(1));
  page.toasts.at(-1)?.onClose();
  showDecided(client, article, 'rejected', ids(1));
  showDecided(client, article, 'rejected', []);
  expect(page.toasts.map(({ words }) => words.at(-1))).toEqual(['1', '1', '1', '1']);
});

test('what can’t be taken back is said, each reason once, and a failure too', async () => {
  const some = ids(3);
  page.outcomes.set(some[1] ?? '', 'sealed').set(some[2] ?? '', 'sealed');
  showDecided(client, article, 'accepted', some);
  page.toasts.at(-1)?.undo();
  await vi.waitFor(() =>
    expect(page.said).toEqual(['suggestions:undone 1', '! suggestions:notUndone.sealed']),
  );
  page.outcomes.set('offline', '');
  showDecided(client, article, 'accepted', ids(1));
  page.toasts.at(-1)?.undo();
  await vi.waitFor(() => expect(page.said.at(-1)).toBe('!! offline'));
});

test('the key takes back what was decided last in this article, then what was decided before that', async () => {
  const [first, second, elsewhere] = [ids(2), ids(1), ids(1)];
  showDecided(client, article, 'accepted', first);
  showDecided(client, article, 'rejected', second);
  showDecided(client, newId<ArticleId>(), 'rejected', elsewhere);
  expect([press({ shiftKey: true }), press({ key: 'y' }), press({ ctrlKey: false })]).toEqual([
    false,
    false,
    false,
  ]);
  expect([press(), press({ ctrlKey: false, metaKey: true, key: 'Z' }), press()]).toEqual([true, true, false]);
  await vi.waitFor(() => expect(page.said).toHaveLength(2));
  expect(page.asked).toEqual([second, first]);
});
