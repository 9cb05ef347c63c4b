import { expect, test } from 'vitest';
import { firstPublicDay, licenceAtPublication } from './licences.ts';

const today = '2026-12-01';
const at = (end: string | null, publication: string | null) =>
  licenceAtPublication(end, { today, publication });
const dayOf = (moment: string) => moment.slice(0, 10);

test('a licence is judged by the day on which the article can first be public', () => {
  expect(at('2027-01-31', '2027-02-01')).toBe('ends-before');
  expect(at('2027-02-01', '2027-02-01')).toBe('ends-with');
  expect(at('2027-02-02', '2027-02-01')).toBe('valid');
  expect(at('2026-12-10', '2026-12-05')).toBe('expiring');
  expect(at('2026-12-04', '2026-12-05')).toBe('ends-before');
});

test('what has ended is over whenever it is to be published, and without such a day today counts', () => {
  expect(at('2026-11-30', '2027-02-01')).toBe('expired');
  for (const publication of [null, '2026-12-01', '2026-11-01']) {
    expect(at('2026-12-01', publication)).toBe('expiring');
    expect(at('2027-12-01', publication)).toBe('valid');
    expect(at(null, publication)).toBe('valid');
  }
  expect(at(null, '2027-02-01')).toBe('valid');
});

test('an article can first be public when it is published by itself and its embargo has ended', () => {
  const [early, late] = ['2026-12-05T06:00:00.000Z', '2026-12-07T06:00:00.000Z'];
  expect(firstPublicDay({ embargo: null, publishAt: null }, dayOf)).toBeNull();
  expect(firstPublicDay({ embargo: early, publishAt: late }, dayOf)).toBe('2026-12-07');
  expect(firstPublicDay({ embargo: late, publishAt: null }, dayOf)).toBe('2026-12-07');
  expect(firstPublicDay({ embargo: null, publishAt: early }, dayOf)).toBe('2026-12-05');
});
