import { expect, it } from 'vitest';
import { emailAddressSchema } from './email-address.ts';

it.each([
  ['anna@müller.de', 'anna@xn--mller-kva.de'],
  ['anna@xn--mller-kva.de', 'anna@xn--mller-kva.de'],
  ['Anna.M@MÜLLER.de', 'Anna.M@xn--mller-kva.de'],
  [' anna@mu\u0308ller.de ', 'anna@xn--mller-kva.de'],
  ['press@straße.example', 'press@xn--strae-oqa.example'],
  ['desk+news@example.org', 'desk+news@example.org'],
])('%s is an address', (given, kept) => {
  expect(emailAddressSchema.parse(given)).toBe(kept);
});

it.each([
  'anna',
  'anna@',
  '@müller.de',
  'anna@müller',
  'änna@example.org',
  'a b@müller.de',
  'anna@mül ler.de',
  'anna@127.1',
  // better-auth knows no top-level domains beyond ASCII, so nobody could sign in with it.
  'info@пример.рф',
])('%s is none', (given) => {
  expect(emailAddressSchema.safeParse(given).success).toBe(false);
});
