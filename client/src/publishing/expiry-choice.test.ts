import { expect, test } from 'vitest';
import { type ExpiryChoice, expiryInput } from './expiry-choice.ts';

const off: ExpiryChoice = {
  on: false,
  time: { local: '2026-12-08T06:00', occurrence: null },
  note: '',
};
const set: ExpiryChoice = { ...off, on: true, note: 'Over.' };

test('an end that nobody touched is not sent: a colleague may have set another one', () => {
  expect(expiryInput(off, off)).toEqual({});
  expect(expiryInput(set, set)).toEqual({});
  expect(expiryInput({ ...set, time: { ...set.time } }, set)).toEqual({});
});

test('an end is sent where it is new or another one, and taken away where it was there', () => {
  expect(expiryInput({ ...off, on: true }, off)).toEqual({ expiry: { local: '2026-12-08T06:00', note: '' } });
  const twice = { ...set, time: { local: '2026-10-25T02:30', occurrence: 'second' as const } };
  expect(expiryInput(twice, set).expiry).toEqual({
    local: '2026-10-25T02:30',
    occurrence: 'second',
    note: 'Over.',
  });
  expect(expiryInput({ ...set, note: '' }, set).expiry).toMatchObject({ note: '' });
  expect(expiryInput({ ...set, on: false }, set)).toEqual({ expiry: null });
});
