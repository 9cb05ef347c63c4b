// @vitest-environment jsdom
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { newId } from '@galley/shared/ids.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { articlesWithUnsent, copyName, unsentKey } from '../app/kept-on-device.ts';
import { LocalCopy } from './local-copy.ts';

afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('what a browser remembers of changes that the server lacks', () => {
  it('is written down with the first change, for a crash may follow', () => {
    const { copy, key } = newCopy();
    copy.unsent = 1;
    expect(localStorage.getItem(key)).toBe('1');
    copy.close();
  });

  it('is not written with each letter that is acknowledged at once', () => {
    const { copy } = newCopy();
    const writes = vi.spyOn(Storage.prototype, 'setItem');
    const removals = vi.spyOn(Storage.prototype, 'removeItem');
    for (let letter = 0; letter < 10; letter += 1) {
      copy.unsent = 1;
      copy.unsent = 0;
    }
    expect(writes).toHaveBeenCalledTimes(1);
    expect(removals).not.toHaveBeenCalled();
    copy.close();
  });

  it('is as it stands for whoever looks, as at signing out', () => {
    const { copy, article, user } = newCopy();
    copy.unsent = 1;
    expect(articlesWithUnsent(user)).toEqual([article]);
    copy.unsent = 0;
    expect(articlesWithUnsent(user)).toEqual([]);
    copy.close();
  });

  it('is right when the article is left', () => {
    const { copy, key } = newCopy();
    copy.unsent = 3;
    copy.unsent = 0;
    copy.close();
    expect(localStorage.getItem(key)).toBeNull();
  });
});

function newCopy() {
  const [article, user] = [newId<ArticleId>(), newId<UserId>()];
  return { copy: new LocalCopy(article, user), article, user, key: unsentKey(copyName(article, user)) };
}
