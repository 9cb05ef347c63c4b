import { describe, expect, test } from 'vitest';
import { embargoDate } from './embargo-date.ts';
import { inlineText } from './inline.ts';
import { withNotices } from './notices.ts';
import { readText } from './text-in.ts';

const noticesIn = (...lines: string[]) =>
  withNotices(readText(lines.join('\n\n'))).found.flatMap((one) =>
    one.type === 'line' && one.leftOut ? [`${one.leftOut}: ${inlineText(one.inline)}`] : [],
  );
const text = 'Der Zug fährt wieder über die Brücke, wie ein Sprecher am Montag sagte.';

test.each([
  ['Sperrfrist: Montag, 1. Juni 2026, 6 Uhr', '2026-06-01T06:00'],
  ['SPERRFRIST 01.06.2026, 06.30 Uhr MESZ', '2026-06-01T06:30+02:00'],
  ['EMBARGOED UNTIL June 1, 2026, 6:05 p.m. EDT', '2026-06-01T18:05-04:00'],
  ['Embargo: 1 June 2026 00:01 GMT', '2026-06-01T00:01Z'],
  ['Sperrfrist bis 12. März 2026', '2026-03-12'],
  ['Sperrfrist: 31. Dezember 2026, 24 Uhr', '2027-01-01T00:00'],
  ['Sperrfrist: 1. Juni 2026, 24.30 Uhr', '2026-06-01'],
  ['Sperrfrist: 1. Juni 2026, 0.01 Uhr', '2026-06-01T00:01'],
  ['Sperrfrist: 1. Juni 2026, 8 Uhr abends', '2026-06-01T20:00'],
  ['Sperrfrist: 1. Juni 2026, 12 Uhr mittags', '2026-06-01T12:00'],
  ['Sperrfrist: Dienstag, 1. Dezember 2026, Mitternacht', '2026-12-02T00:00'],
  ['EMBARGOED UNTIL noon EDT, June 1, 2026', '2026-06-01T12:00-04:00'],
  ['EMBARGOED UNTIL midnight, June 1, 2026', '2026-06-02T00:00'],
  ['Embargo until 31.02.2026', null],
  ['Sperrfrist bis Redebeginn', null],
])('%s', (line, date) => {
  expect(embargoDate(line)).toBe(date);
  expect(noticesIn(line, 'Titel', text)).toEqual([`embargo-line: ${line}`]);
});

test.each([
  ['+++ EILMELDUNG +++', 'agency-note'],
  ['PRESSEMITTEILUNG', 'agency-note'],
  ['FOR IMMEDIATE RELEASE', 'agency-note'],
  ['[EDS: Updates throughout.]', 'agency-note'],
  ['dpa mbe xx n1 gs', 'agency-note'],
  ['(MORE)', 'end-mark'],
  ['– 30 –', 'end-mark'],
  ['###', 'end-mark'],
  ['010600 Jun 26', 'end-mark'],
  ['AP-NY-05-03-26 0600EDT', 'end-mark'],
  ['<<ENDS>>', 'end-mark'],
  ['[TOC]', 'shortcode'],
  ['{{< figure src="a.jpg" >}}', 'shortcode'],
  ['[gallery ids="1,2"]', 'shortcode'],
])('%s is %s', (line, reason) => {
  expect(noticesIn('Titel', text, line)).toEqual([`${reason}: ${line}`]);
});

test.each([
  'Ende',
  'Das Embargo trifft den Hafen.',
  '+++ 10.15 Uhr: Der Zug rollt +++',
  'Kontakt',
  'Mehr',
  '[lacht]',
  'COVID-19 und die Folgen',
  'Das Update kommt.',
])('%s is text', (line) => {
  expect(noticesIn('Titel', line, text, text)).toEqual([]);
});

describe('contacts and notes for editors', () => {
  test('go on to the end', () => {
    expect(noticesIn('Titel', text, 'Pressekontakt', 'Mara Beispiel', 'mara@example.org')).toHaveLength(3);
    expect(
      noticesIn('Titel', text, 'Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt', 'X'),
    ).toHaveLength(2);
    expect(noticesIn('Titel', text, 'Contact:', 'Mara Example', '+49 30 1234567')).toHaveLength(3);
  });

  test('are text where nothing below is a contact', () => {
    expect(noticesIn('Titel', text, 'Kontakt', text, text)).toEqual([]);
  });
});

test('a slug line names the slug, and a file of notices alone is a text', () => {
  expect(withNotices(readText(`BC-FERRY-RETURNS\n\nTitel\n\n${text}`)).facts.slug).toBe('bc-ferry-returns');
  expect(noticesIn('PRESSEMITTEILUNG')).toEqual([]);
});
