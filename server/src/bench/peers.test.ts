import { DOMParser } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { onPostgres } from '../storage/testing.ts';
import { tableOf } from './figures.ts';
import {
  type StartPeer,
  startGalleyOnPostgresPeer,
  startGalleyPeer,
  startHocuspocusPeer,
  startRelayPeer,
  startYWebsocketPeer,
} from './peers.ts';
import { svgOf } from './plots.ts';
import { articleOf, paragraphTexts } from './texts.ts';

describe.each([
  { name: 'Galley', start: startGalleyPeer },
  { name: 'plain Hocuspocus', start: startHocuspocusPeer },
  { name: 'y-websocket', start: startYWebsocketPeer },
  { name: 'the relay', start: startRelayPeer },
])('$name under measurement', ({ start }) => bringsKeystrokes(start));

onPostgres(() => bringsKeystrokes(startGalleyOnPostgresPeer));

function bringsKeystrokes(start: StartPeer): void {
  test('brings a keystroke of one client to the others of its article and tells its CPU time', async () => {
    const content = articleOf(100);
    const peer = await start({ content, articles: 2, writers: 2, readers: 1 });
    try {
      const [first, second] = peer.articles.map(({ writers, readers }) =>
        [...writers, ...readers].map(({ doc }) => paragraphTexts(doc)[0]),
      );
      const [writer, other, reader] = first ?? [];
      const arrived = Promise.all(
        [other, reader].map((text) => new Promise((resolve) => text?.observe(resolve))),
      );
      writer?.insert(writer.length, '!');
      await arrived;
      for (const text of [other, reader])
        expect(text?.toString()).toMatch(/^The first ferry left at dawn, .*!$/);
      expect(second?.map(String)).not.toContain(String(writer));
      expect(await peer.server.cpu()).toBeGreaterThan(0);
    } finally {
      await peer.stop();
    }
  });
}

test('figures stand in one table, in line, each peer with what it measured and the ratio to it, and how far rounds were apart', () => {
  const figures = [
    {
      what: 'a keystroke',
      unit: 'ms' as const,
      value: 3,
      spread: [2.5, 4] as const,
      beside: [
        { name: 'a peer', value: 1.5 },
        { name: 'a floor', value: 0.1 },
      ],
    },
  ];
  expect(tableOf([{ title: 'Typing', figures, leftOut: 'the browser' }]).split('\n')).toEqual([
    '                                Galley   beside               ratio',
    'Typing',
    '  a keystroke   3.00 ms (2.50 to 4.00)   a peer     1.50 ms    2.00',
    '                                         a floor   0.100 ms    30.0',
    '  left out: the browser',
  ]);
});

test('plots show each server’s line with its name, on the axes that they count', () => {
  const points = ['Galley', 'a peer'].flatMap((series) =>
    [10, 20, 40].map((x) => ({ series, x, y: series === 'Galley' ? x : x / 2 })),
  );
  const svg = svgOf({ name: 'growth', title: 'Writers', x: 'writers', y: 'ms', points });
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const texts = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
  for (const one of ['Writers', 'Galley', 'a peer', '10', '20', '40']) expect(texts).toContain(one);
  expect(document.querySelectorAll('[aria-label="line"] path')).toHaveLength(2);
});
