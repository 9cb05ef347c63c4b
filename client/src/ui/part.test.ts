// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { whenThere } from './part.ts';

afterEach(() => vi.unstubAllGlobals());

test('what can not be fetched while the server is away is fetched once it is back', async () => {
  let isThere = false;
  const away = async <Result>(result: Result) => {
    if (!isThere) throw new TypeError('Failed to fetch');
    return result;
  };
  const asked = vi.fn(() => away({ ok: true }));
  vi.stubGlobal('fetch', asked);
  const load = vi.fn(() => away('part'));
  const loaded = whenThere(load);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  isThere = true;
  window.dispatchEvent(new Event('online'));
  expect(await loaded).toBe('part');
  expect(load).toHaveBeenCalledTimes(2);
});

test('what fails although the server answers is a failure, at the second try', async () => {
  vi.stubGlobal('fetch', async () => ({ ok: true }));
  const load = vi.fn(() => Promise.reject(new Error('gone')));
  await expect(whenThere(load)).rejects.toThrow('gone');
  expect(load).toHaveBeenCalledTimes(2);
});
