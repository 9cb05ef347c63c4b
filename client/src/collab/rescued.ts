// The tray of rescued text: what the server refused, or what could not be sent, kept on this device for its author.
import { type Lead, leadSchema, type NodeJson, nodeSchema } from '@galley/shared/article/content.ts';
import { rootOf } from '@galley/shared/article/document.ts';
import { readOutline } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { readLead } from '@galley/shared/article/read-article.ts';
import { type ArticleId, newId, type UserId } from '@galley/shared/ids.ts';
import type * as Y from 'yjs';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { rescuedKey } from '../app/kept-on-device.ts';
import { type DocumentPart, unsentBlocks } from './unsent-changes.ts';

const rescuedSchema = z.object({
  id: z.string(),
  /** The root it stood in: `headline`, `dek`, `lead` or `section:<id>`. */
  root: z.string(),
  /** What its section was then. */
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  blocks: z.array(nodeSchema),
  lead: leadSchema.nullable(),
  reason: z.string(),
  at: z.string(),
});

/** One passage in the tray. */
export interface Rescued {
  id: string;
  root: string;
  kind: string;
  title: string;
  text: string;
  blocks: NodeJson[];
  lead: Lead | null;
  reason: string;
  at: string;
}

/**
 * What a person wrote in one part of `mine` that `known` has not: the blocks in which they wrote. Null for no text. With
 * `own`, the Yjs client ids that are theirs, what others wrote counts for nothing.
 */
export function rescuedFrom(
  mine: Y.Doc,
  known: Y.Doc,
  part: DocumentPart,
  reason: string,
  own?: ReadonlySet<number>,
): Rescued | null {
  const root = rootOf(part);
  if (root === null || root.type === 'outline') return null;
  const lead = root.type === 'lead' ? readLead(mine) : null;
  const blocks = root.type === 'lead' ? [] : unsentBlocks(mine, known, part, own);
  const text = lead ? [lead.alt, lead.caption, lead.credit].filter(Boolean).join('\n') : plainText(blocks);
  if (text.trim() === '' && !lead?.media && !blocks.some(isMoreThanText)) return null;
  const entry = root.type === 'section' ? readOutline(mine).find(({ id }) => id === root.id) : undefined;
  const { kind = '', title = '' } = entry ?? {};
  return { id: newId(), root: part, kind, title, text, blocks, lead, reason, at: new Date().toISOString() };
}

const none: readonly Rescued[] = [];

/** The tray of one person and one article; changes are announced to all tabs. */
export class RescuedTray {
  #key: string;
  readonly #store: StoreApi<{ items: readonly Rescued[] }>;

  constructor(article: ArticleId, user: UserId) {
    this.#key = rescuedKey(article, user);
    this.#store = createStore(() => ({ items: read(this.#key) }));
    window.addEventListener('storage', this.#onStorage);
  }

  get items(): readonly Rescued[] {
    return this.#store.getState().items;
  }

  add(items: readonly Rescued[]): void {
    if (items.length > 0) this.#set([...this.items, ...items]);
  }

  remove(id: string): void {
    this.#set(this.items.filter((item) => item.id !== id));
  }

  subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  destroy(): void {
    window.removeEventListener('storage', this.#onStorage);
  }

  #set(items: readonly Rescued[]): void {
    if (items.length === 0) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify(items));
    this.#store.setState({ items });
  }

  #onStorage = (event: StorageEvent): void => {
    if (event.key === this.#key) this.#store.setState({ items: read(this.#key) });
  };
}

/** A picture or an embed is worth keeping without a word. */
function isMoreThanText(block: NodeJson): boolean {
  return block.type === 'figure' || block.type === 'embed' || (block.content ?? []).some(isMoreThanText);
}

function read(key: string): readonly Rescued[] {
  try {
    return z.array(rescuedSchema).parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return none;
  }
}
