import { describe, expect, test } from 'vitest';
import { authorsFrom, bylineOf } from './authors.ts';

const person = (name: string) => ({ name, kind: 'person', profile: null });
const organization = (name: string) => ({ name, kind: 'organization', profile: null });

describe('a byline', () => {
  test.each([
    ['', []],
    ['Kim Doe', [person('Kim Doe')]],
    ['By Kim Doe and Lee Roe', [person('Kim Doe'), person('Lee Roe')]],
    ['Kim Doe, Lee Roe and Max Poe', [person('Kim Doe'), person('Lee Roe'), person('Max Poe')]],
    ['Kim Doe, Lee Roe, and Max Poe', [person('Kim Doe'), person('Lee Roe'), person('Max Poe')]],
    ['Von Anna Öz und Jörg von der Aa', [person('Anna Öz'), person('Jörg von der Aa')]],
    ['Kim Doe & Lee Roe', [person('Kim Doe'), person('Lee Roe')]],
    ['Kim Doe; Lee Roe / dpa', [person('Kim Doe'), person('Lee Roe'), organization('dpa')]],
    ['Anna Berg, Berlin', [person('Anna Berg, Berlin')]],
    ['Kim & Co', [organization('Kim & Co')]],
    ['dpa | The Post', [organization('dpa'), organization('The Post')]],
    ['Northern Wire | The Sound Ledger', [organization('Northern Wire'), organization('The Sound Ledger')]],
    ['Küstendienst | Nordhafener Bote', [organization('Küstendienst'), organization('Nordhafener Bote')]],
    ['Kim Doe | AFP', [person('Kim Doe'), organization('AFP')]],
    ['Madonna', [person('Madonna')]],
    ['Wieland Postel', [person('Wieland Postel')]],
  ])('“%s” names its authors in their order', (byline, authors) => {
    expect(authorsFrom(byline)).toEqual(authors);
  });

  test('is written as a sentence lists people, with organizations between bars', () => {
    const some = [person('A B'), person('C D'), person('E F')] as const;
    const people = some.map(({ name }) => ({ name, kind: 'person' as const }));
    const agency = { name: 'dpa', kind: 'organization' as const };
    expect(bylineOf(people, 'en')).toBe('A B, C D and E F');
    expect(bylineOf(people.slice(0, 2), 'de')).toBe('A B und C D');
    expect(bylineOf([agency, ...people.slice(0, 2), agency], 'en')).toBe('dpa | A B and C D | dpa');
    expect(bylineOf([], 'en')).toBe('');
  });

  test('of authors reads into the same authors again', () => {
    const authors = authorsFrom('Kim Doe and Lee Roe | Northern Wire');
    for (const language of ['en', 'de'] as const)
      expect(authorsFrom(bylineOf(authors, language))).toEqual(authors);
  });
});
