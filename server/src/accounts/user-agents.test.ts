import { expect, test } from 'vitest';
import { readUserAgent } from './user-agents.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    'Microsoft Edge',
    'Linux',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iOS',
  ],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(readUserAgent(userAgent)).toEqual({ browser, system });
});

test.each([[null], [''], ['   ']])('%j says nothing', (userAgent) => {
  expect(readUserAgent(userAgent)).toEqual({ browser: null, system: null });
});

test('what no browser says is read in no time, and gives short names', () => {
  for (const part of ['Mozilla/5.0 (', 'Version/1 ', 'a/', '(((((', 'Android ;', ' ', '\u202e', 'Safari/1.'])
    for (const userAgent of [part.repeat(16_000 / part.length), `Mozilla/5.0 (${part.repeat(4000)}`]) {
      const before = performance.now();
      const { browser, system } = readUserAgent(userAgent);
      // A generous bound for a busy machine; a regular expression that runs away takes many seconds.
      expect(performance.now() - before).toBeLessThan(1000);
      expect(`${browser}${system}`.length).toBeLessThan(90);
      expect(`${browser}${system}`).not.toContain('\u202e');
    }
});
