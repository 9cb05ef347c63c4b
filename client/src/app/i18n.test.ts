import i18next from 'i18next';
import { expect, it } from 'vitest';
import { changeWords, needSignedInWords, startWords } from './i18n.ts';

it('has the words of the open pages first, and all of a language once a page behind the sign-in is opened in it', async () => {
  await startWords('en');
  expect(i18next.t('accounts:signIn.title')).toBe('Sign in');
  expect(i18next.exists('library:title')).toBe(false);

  // A person's own language is known while their first page loads.
  await Promise.all([needSignedInWords(), changeWords('de')]);
  expect(i18next.t('accounts:signIn.title')).toBe('Anmelden');
  expect(i18next.exists('library:title')).toBe(true);

  await changeWords('en');
  expect(i18next.exists('library:title')).toBe(true);
});
