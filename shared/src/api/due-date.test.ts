import { expect, test } from 'vitest';
import { dueSchema } from './due-date.ts';

const inYears = (years: number) => new Date(Date.now() + years * 366 * 86_400_000).toISOString();

test.each(['2000-01-01T00:00:00.000Z', '2024-02-29T12:00:00.000Z', inYears(-1), inYears(0), inYears(4)])(
  'something can be due at %s',
  (at) => expect(dueSchema.safeParse(at).success).toBe(true),
);

test.each([
  '1900-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:00.000Z',
  inYears(6),
  '2026-13-01',
])('nothing can be due at %s', (at) => expect(dueSchema.safeParse(at).success).toBe(false));
