import { inlineText } from '@galley/shared/article/formats/inline.ts';
import { template } from '@galley/shared/article/testing.ts';
import { describe, expect, test } from 'vitest';
import { isMail } from './mail-in.ts';
import { readFile } from './read-file.ts';

const { sections } = template('news');
const read = async (mail: string, format: 'mail' | 'text') => {
  const outcome = await readFile({ bytes: Buffer.from(mail), format, sections });
  if (outcome.outcome !== 'read') throw new Error(`Refused: ${outcome.fault}`);
  return outcome.preview;
};
const shown = ({ pieces }: Awaited<ReturnType<typeof read>>) =>
  pieces.flatMap((piece) => {
    if (piece.type !== 'line') return [`${piece.type}${piece.type === 'picture' ? ` ${piece.mime}` : ''}`];
    return piece.inline.length === 0 ? [] : [`${piece.role}: ${inlineText(piece.inline)}`];
  });
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const mail = (...lines: string[]) => lines.join('\r\n');
const head = [
  'From: =?UTF-8?Q?J=C3=B6rg_Beispiel?= <joerg@example.org>',
  'To: desk@example.org',
  'Subject: =?UTF-8?B?RsOkaHJl?=',
  'Date: Mon, 1 Jun 2026 06:00:00 +0200',
  'MIME-Version: 1.0',
];

test('a mail’s text is read with its encoding, its subject and sender stand above it', async () => {
  const preview = await read(
    mail(
      ...head,
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Neue F=E4hre legt ab',
      '',
      'Die neue F=E4hre hat am Montag zum ersten Mal abgelegt. An Bord waren =',
      'elf Menschen.',
    ),
    'text',
  );
  expect(shown(preview)).toEqual([
    'left-out: Fähre',
    'left-out: Jörg Beispiel <joerg@example.org>',
    'headline: Neue Fähre legt ab',
    'paragraph: Die neue Fähre hat am Montag zum ersten Mal abgelegt. An Bord waren elf Menschen.',
  ]);
  expect(preview.facts.published).toBe('2026-06-01T04:00:00.000Z');
});

test('a mail of several parts gives its HTML, its pictures in their places, and names what else came with it', async () => {
  const preview = await read(
    mail(
      ...head,
      'Content-Type: multipart/mixed; boundary="a"',
      '',
      '--a',
      'Content-Type: multipart/related; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<h1>Neue Fähre legt ab</h1><p>Ein Satz <b>hier</b>.</p><p><img src="cid:one@x" alt="Die Fähre"></p><p>Noch ein Satz.</p>',
      '--b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-ID: <one@x>',
      '',
      pixel,
      '--b--',
      '--a',
      'Content-Type: application/pdf; name="plan.pdf"',
      'Content-Disposition: attachment; filename="plan.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      '--a',
      'Content-Type: image/png; name="two.png"',
      'Content-Disposition: attachment; filename="two.png"',
      'Content-Transfer-Encoding: base64',
      '',
      pixel,
      '--a--',
    ),
    'mail',
  );
  expect(shown(preview).slice(2)).toEqual([
    'headline: Neue Fähre legt ab',
    'dek: Ein Satz hier.',
    'picture image/png',
    'paragraph: Noch ein Satz.',
    'picture image/png',
  ]);
  expect(preview.lost).toEqual([{ what: 'attachments', count: 1, words: ['plan.pdf'] }]);
});

describe('what begins like a mail', () => {
  test.each([
    [mail(...head, '', 'Text.'), true],
    ['From: a@b.example\nSubject: x\nDate: today\n\nText.', true],
    ['Ort: Berlin\nDatum: heute\n\nText.', false],
    ['From: here to there\n\nText.', false],
    ['Eine Überschrift\nFrom: x\nTo: y\nDate: z\n\nText.', false],
  ])('%j', (text, is) => expect(isMail(text)).toBe(is));
});

test.each([
  [
    '',
    ['> Die Fähre legt am Montag zum ersten ', '> Mal ab, sagte die Stadt. An Bord sind ', '> elf Menschen.'],
  ],
  [
    '; delsp=yes',
    [
      '> Die Fähre legt am Mon',
      '> tag zum ersten  ',
      '> Mal ab, sagte die Stadt. An Bord sind elf Menschen.',
    ],
  ],
])('a flowed mail that quotes a text%s gives its sentences without quote marks', async (parameter, lines) => {
  const flowed = parameter === '' ? lines : lines.map((text, index) => (index === 0 ? `${text} ` : text));
  const preview = await read(
    mail(...head, `Content-Type: text/plain; charset=utf-8; format=flowed${parameter}`, '', ...flowed, ''),
    'mail',
  );
  expect(shown(preview).join('\n')).toContain(
    'Die Fähre legt am Montag zum ersten Mal ab, sagte die Stadt. An Bord sind elf Menschen.',
  );
});

test('what a mail says of flowed lines in its text stays as it was written', async () => {
  const preview = await read(
    mail(
      ...head,
      'Content-Type: text/plain; charset=utf-8; format=flowed',
      '',
      'Der Kopf einer solchen Mail lautet so, schrieb die Stadt am Montag in ',
      'Content-Type: text/plain; format=flowed und erklärte dann alles Weitere.',
    ),
    'mail',
  );
  expect(shown(preview).join('\n')).toContain(
    'schrieb die Stadt am Montag in Content-Type: text/plain; format=flowed und erklärte',
  );
});

test.each(['$&', "$'", '$`', '$1'])('a mail with %s in its header is read as any other', async (sign) => {
  const preview = await read(
    mail(
      ...head,
      `Content-Type: text/plain; name="${sign}"; charset=iso-8859-1; format=flowed`,
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Die F=E4hre legt am Montag zum ersten=20',
      'Mal ab, sagte die Stadt. An Bord sind elf Menschen.',
    ),
    'mail',
  );
  expect(shown(preview).join('\n')).toContain('Die Fähre legt am Montag zum ersten Mal ab, sagte die Stadt.');
});

test.each(['$&', "$'", '$`'])(
  'a picture of the type image/%s does not change the text of its mail',
  async (sign) => {
    const preview = await read(
      mail(
        ...head,
        'Content-Type: multipart/related; boundary="b"',
        '',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>Ein Absatz davor.</p><img src="cid:one@x"><p>Ein Absatz danach.</p>',
        '--b',
        `Content-Type: image/${sign}`,
        'Content-Transfer-Encoding: base64',
        'Content-ID: <one@x>',
        '',
        pixel,
        '--b--',
        '',
      ),
      'mail',
    );
    const text = shown(preview).join('\n');
    expect(text.match(/Ein Absatz davor/g)).toHaveLength(1);
    expect(text.match(/Ein Absatz danach/g)).toHaveLength(1);
  },
);
