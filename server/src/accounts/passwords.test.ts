import { describe, expect, test } from 'vitest';
import { createPasswords, hashingAtOnce, refuseWeakPassword } from './passwords.ts';

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@example.org' };

describe('a password', () => {
  test.each([
    ['blanks', '          '],
    ['a common one', 'password123'],
    ['a common one in leet', 'P@ssw0rd123'],
    ['the keyboard', 'qwertyuiop1'],
    ['the German keyboard', 'qwertzuiop'],
    ['digits in order', '1234567890'],
    ['one letter', 'aaaaaaaaaa'],
    ['the person’s name over and over', 'lovelacelovelace'],
    ['a repetition as long as can be', 'x'.repeat(128)],
  ])('of %s is refused', (_what, password) => {
    expect(() => refuseWeakPassword(password, ada)).toThrow(/guess/);
  });

  test.each(['correct horse battery', 'Tidenhub-Möwe-17', 'zV9!kqLw2@Tz', 'drei alte Kähne im Watt'])(
    '%s is taken',
    (password) => {
      expect(() => refuseWeakPassword(password, ada)).not.toThrow();
    },
  );
});

test('no more are hashed at once than there is room for, and all of them in the end', async () => {
  let running = 0;
  let most = 0;
  const slow = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  const passwords = createPasswords({
    hash: async (password) => {
      await slow();
      return password.toUpperCase();
    },
    verify: async ({ hash, password }) => {
      await slow();
      return hash === password.toUpperCase();
    },
  });
  const all = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0
      ? passwords.hash(`p${index}`)
      : passwords.verify({ hash: `P${index}`, password: `p${index}` }),
  );
  const results = await Promise.all(all);
  expect(results[0]).toBe('P0');
  expect(results.filter((result) => result === true)).toHaveLength(10);
  expect(most).toBe(hashingAtOnce);
});
