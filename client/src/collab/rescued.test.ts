import { lineFragment, sectionFragment, sectionRoot } from '@galley/shared/article/document.ts';
import { fillDocument, writeLead } from '@galley/shared/article/read-article.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId, MediaId, UserId } from '@galley/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { RescuedTray, rescuedFrom } from './rescued.ts';
import type { DocumentPart } from './unsent-changes.ts';

const content = article('A headline', section('news', p('One.'), p('Two.')));
const [{ id } = { id: undefined as never }] = content.sections;
const news = sectionRoot(id) as DocumentPart;

function copies(): { mine: Y.Doc; known: Y.Doc } {
  const known = new Y.Doc();
  fillDocument(known, content);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(known));
  return { mine, known };
}

function typeInto(doc: Y.Doc, at: number, words: string): void {
  const block = sectionFragment(doc, id).get(at);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (text instanceof Y.XmlText) text.insert(0, words);
}

describe('what is rescued of a refused part', () => {
  test('is the blocks in which one has written, with where they stood and why', () => {
    const { mine, known } = copies();
    typeInto(mine, 1, 'Mine. ');
    expect(rescuedFrom(mine, known, news, 'sealed')).toMatchObject({
      root: news,
      kind: 'news',
      text: 'Mine. Two.',
      reason: 'sealed',
    });
  });

  test('is not what somebody else wrote who was here by the same copy', () => {
    const { mine, known } = copies();
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    typeInto(theirs, 0, 'Theirs. ');
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    typeInto(mine, 1, 'Mine. ');
    expect(rescuedFrom(mine, known, news, 'ahead', new Set([mine.clientID]))?.text).toBe('Mine. Two.');
    expect(rescuedFrom(mine, known, news, 'ahead', new Set([7]))).toBeNull();
  });

  test('is a line and a lead image too, and nothing where nothing was written', () => {
    const { mine, known } = copies();
    expect(rescuedFrom(mine, known, news, 'schema')).toBeNull();
    const text = lineFragment(mine, 'headline');
    const block = text.get(0);
    const words = block instanceof Y.XmlElement ? block.get(0) : null;
    if (words instanceof Y.XmlText) words.insert(0, 'New: ');
    expect(rescuedFrom(mine, known, 'headline', 'schema')?.text).toBe('New: A headline');
    writeLead(mine, { media: 'ship' as MediaId, alt: '', caption: '', credit: '' });
    expect(rescuedFrom(mine, known, 'lead', 'schema')).toMatchObject({ text: '', lead: { media: 'ship' } });
  });
});

describe('the tray', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const open = () => new RescuedTray('article1' as ArticleId, 'person1' as UserId);
  const passage = () => {
    const { mine, known } = copies();
    typeInto(mine, 0, 'Mine. ');
    const rescued = rescuedFrom(mine, known, news, 'sealed');
    if (!rescued) throw new Error('Nothing was rescued.');
    return rescued;
  };

  test('outlasts a reload, and leaves nothing behind once it is empty', () => {
    const tray = open();
    const rescued = passage();
    tray.add([rescued]);
    expect(open().items).toEqual([rescued]);
    tray.remove(rescued.id);
    expect(open().items).toEqual([]);
    expect(kept.size).toBe(0);
  });

  test('shows what another tab has put in', () => {
    const [one, other] = [open(), open()];
    const heard = vi.fn();
    other.subscribe(heard);
    one.add([passage()]);
    const [key] = kept.keys();
    window.dispatchEvent(Object.assign(new Event('storage'), { key }));
    expect(other.items).toEqual(one.items);
    expect(heard).toHaveBeenCalled();
  });

  test('is empty where what is kept can’t be read', () => {
    open().add([passage()]);
    for (const key of kept.keys()) kept.set(key, '{"torn":');
    expect(open().items).toEqual([]);
  });
});
