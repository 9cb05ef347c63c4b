import { describe, expect, test, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { RegionAwareness } from './region-awareness.ts';

function scene() {
  const doc = new Y.Doc();
  const [first, second] = ['first', 'second'].map((name) => {
    const fragment = doc.getXmlFragment(name);
    const paragraph = new Y.XmlElement('paragraph');
    const text = new Y.XmlText('Some words');
    paragraph.insert(0, [text]);
    fragment.insert(0, [paragraph]);
    return { fragment, text };
  });
  if (!first || !second) throw new Error('There are two.');
  const awareness = new Awareness(doc);
  const changes = { first: vi.fn(), second: vi.fn() };
  const regions = {
    first: new RegionAwareness(awareness, first.fragment),
    second: new RegionAwareness(awareness, second.fragment),
  };
  regions.first.on('change', changes.first);
  regions.second.on('change', changes.second);
  const cursorIn = (text: Y.XmlText, index: number) => {
    const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
    return { anchor: at, head: at };
  };
  const heard = () => {
    const counts = [changes.first.mock.calls.length, changes.second.mock.calls.length];
    changes.first.mockClear();
    changes.second.mockClear();
    return counts;
  };
  return { awareness, first, second, regions, changes, cursorIn, heard };
}

/** What another client says of its caret. */
function say(awareness: Awareness, client: number, state: Record<string, unknown> | null): void {
  if (state) awareness.states.set(client, state);
  else awareness.states.delete(client);
  awareness.emit('change', [{ added: [], updated: [client], removed: [] }, 'remote']);
}

describe('presence as one region sees it', () => {
  test('only the text with the caret hears of it, and the one that it has left', () => {
    const { awareness, first, second, cursorIn, heard } = scene();
    say(awareness, 7, { cursor: cursorIn(first.text, 1) });
    expect(heard()).toEqual([1, 0]);
    say(awareness, 7, { cursor: cursorIn(first.text, 2) });
    expect(heard()).toEqual([1, 0]);
    say(awareness, 7, { cursor: cursorIn(second.text, 2) });
    expect(heard()).toEqual([1, 1]);
    say(awareness, 7, { cursor: null });
    expect(heard()).toEqual([0, 1]);
    say(awareness, 7, null);
    expect(heard()).toEqual([0, 0]);
  });

  test('one’s own caret is heard of in its own text', () => {
    const { awareness, first, cursorIn, heard } = scene();
    awareness.setLocalStateField('cursor', cursorIn(first.text, 3));
    expect(heard()).toEqual([1, 0]);
  });

  test('a caret at words that have not come yet is heard of everywhere', () => {
    const { awareness, cursorIn, heard } = scene();
    const elsewhere = new Y.Doc();
    const text = new Y.XmlText('Others');
    elsewhere.getXmlFragment('first').insert(0, [text]);
    say(awareness, 7, { cursor: cursorIn(text, 2) });
    expect(heard()).toEqual([1, 1]);
    say(awareness, 8, { cursor: { anchor: 'nonsense' } });
    expect(heard()).toEqual([1, 1]);
  });

  test('a caret that came before anybody listened is heard of when it goes', () => {
    const { awareness, first, second, cursorIn } = scene();
    const early = new RegionAwareness(awareness, first.fragment);
    say(awareness, 7, { cursor: cursorIn(first.text, 1) });
    const listener = vi.fn();
    early.on('change', listener);
    expect(listener).not.toHaveBeenCalled();
    say(awareness, 7, { cursor: cursorIn(second.text, 1) });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a caret in a text that nobody has asked for yet is found there later', () => {
    const { first: there, cursorIn } = scene();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(there.fragment.doc as Y.Doc));
    const awareness = new Awareness(doc);
    say(awareness, 7, { cursor: cursorIn(there.text, 1) });
    new RegionAwareness(awareness, doc.getXmlFragment('second')).on('change', vi.fn());
    const listener = vi.fn();
    new RegionAwareness(awareness, doc.getXmlFragment('first')).on('change', listener);
    say(awareness, 7, { cursor: null });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('nothing is heard after the end', () => {
    const { awareness, first, regions, changes, cursorIn, heard } = scene();
    regions.first.off('change', changes.first);
    say(awareness, 7, { cursor: cursorIn(first.text, 1) });
    expect(heard()).toEqual([0, 0]);
  });
});
