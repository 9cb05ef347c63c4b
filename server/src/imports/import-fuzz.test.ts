// Files of all kinds that were damaged at random, read as they are in a running desk: each is read or refused within its time, and
// none ends its thread. A case that once did not stands in `fuzz-cases` and is read again.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ImportFormat } from '@galley/shared/api/imports.ts';
import { template } from '@galley/shared/article/testing.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createWorkerPool } from '../workers/worker-pool.ts';
import { readFileJob } from './file-jobs.ts';
import { documentXml, docxEntries, zipOf } from './testing.ts';

/** `FUZZ_ROUNDS=2000 npx vitest run import-fuzz` looks longer; `FUZZ_SEED` looks at the same files again. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 25);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_201);
/** What a damaged small file may take, on a machine under load. */
const timeoutMs = 20_000;

const { sections } = template('news');
const workers = createWorkerPool({ timeoutMs });
afterAll(() => workers.close());

const html = `<!doctype html><html lang="de"><head><title>A title</title><meta property="og:title" content="A title">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"A title","author":[{"name":"Nora"}]}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A title</h1><p class="MsoNormal" style="mso-list:l0 level1 lfo1">One</p>
<p>Some <b>bold</b> &amp; <i>other <a href="https://example.com/a?b=c#d">words</a></i>.</p><ul><li>a<ul><li>b</li></ul></li></ul>
<table><tr><th colspan="2">x</th></tr><tr><td rowspan=2>1</td><td>2</td></tr></table><blockquote cite="x">q</blockquote>
<figure><img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x" alt="alt"><figcaption>caption</figcaption></figure><pre><code>x</code></pre>
</article></body></html>`;
const markdown = `---
title: A title
tags: [one, two]
date: 2026-11-28
---
# A title

Some **bold** and *other [words](https://example.com "t")*.[^1]

> a quote
> > within

| a | b |
|---|:-:|
| 1 | 2 |

- one
  1. two

\`\`\`js
code
\`\`\`

![alt](a.jpg)

[^1]: A note.
`;
const mail = `From: =?utf-8?Q?N=C3=B6ra?= <nora@example.com>
To: desk@example.com
Subject: =?iso-8859-1?Q?Stra=DFe?=
Date: Sat, 28 Nov 2026 12:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="edge"

--edge
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Some words =E2=80=93 and more.

--edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+U29tZSA8Yj53b3JkczwvYj48L3A+

--edge--
`;
const json = JSON.stringify({
  format: 'galley-article',
  version: 1,
  language: 'en',
  headline: 'A title',
  dek: 'A dek',
  byline: 'Nora',
  lead: null,
  sections: [
    {
      kind: 'news',
      label: 'News',
      blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words', marks: [{ type: 'bold' }] }] }],
    },
  ],
});
const word = zipOf(
  ...docxEntries(
    documentXml(
      '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A title</w:t></w:r></w:p>' +
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Words </w:t></w:r><w:hyperlink r:id="x"><w:r><w:t>l</w:t></w:r></w:hyperlink></w:p>',
    ),
  ),
);
/** Word's own part, so that what is damaged is not the packing alone. */
const wordOf = (part: Uint8Array) =>
  zipOf(
    ...docxEntries('').map((entry) =>
      entry.name.endsWith('document.xml') ? { ...entry, data: Buffer.from(part) } : entry,
    ),
  );

const sound: [
  what: string,
  format: ImportFormat,
  bytes: Uint8Array,
  packed?: (bytes: Uint8Array) => Uint8Array,
][] = [
  ['a web page', 'html', Buffer.from(html)],
  ['Markdown', 'markdown', Buffer.from(markdown)],
  ['an e-mail', 'mail', Buffer.from(mail.replaceAll('\n', '\r\n'))],
  ['JSON of a desk', 'json', Buffer.from(json)],
  ['a Word file', 'docx', word],
  [
    'the text of a Word file',
    'docx',
    Buffer.from(documentXml('<w:p><w:r><w:t>Words</w:t></w:r></w:p>')),
    wordOf,
  ],
];

/** Bytes that readers take for something. */
const tokens = [
  '\0',
  '<',
  '&#x110000;',
  '&lt',
  '"',
  "'",
  '>',
  '<!--',
  ']]>',
  '\uFEFF',
  '\u{1F600}',
  '[',
  '(',
  '**',
  '|',
  '```',
  '--edge',
  '=?utf-8?B?',
  '{',
  '\\u',
  '<p>'.repeat(3000),
  '['.repeat(3000),
  '> '.repeat(2000),
  '</w:p>',
  '<w:p>',
  '9'.repeat(400),
].map((token) => Buffer.from(token));

/** What happens to a file: a place in it, as a part of its length, and what is done there. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  what: fc.oneof(
    fc.record({ put: fc.constantFrom(...tokens) }),
    fc.record({ put: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
    fc.record({ cut: fc.nat(200) }),
    fc.record({ twice: fc.nat(500) }),
    fc.record({ flip: fc.nat(255) }),
  ),
});

function damaged(
  bytes: Uint8Array,
  { at, what }: typeof damage extends fc.Arbitrary<infer D> ? D : never,
): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, place);
  const after = bytes.subarray(place);
  if ('put' in what) return Buffer.concat([before, what.put, after]);
  if ('cut' in what) return Buffer.concat([before, after.subarray(what.cut)]);
  if ('twice' in what) return Buffer.concat([before, after.subarray(0, what.twice), after]);
  return Buffer.concat(
    [before, [(after[0] ?? 0) ^ what.flip], after.subarray(1)].map((part) => Buffer.from(part)),
  );
}

test.each(sound)('%s is read as long as nothing is wrong with it', async (_what, format, bytes, packed) => {
  const outcome = await workers.run(readFileJob, { bytes: packed ? packed(bytes) : bytes, format, sections });
  expect(outcome.outcome).toBe('read');
});

test.each(sound)('%s, damaged anywhere, is read or refused', async (_what, format, bytes, packed) => {
  const property = fc.asyncProperty(fc.array(damage, { minLength: 0, maxLength: 6 }), async (damages) => {
    const file = damages.reduce(damaged, bytes);
    const outcome = await workers.run(readFileJob, { bytes: packed ? packed(file) : file, format, sections });
    expect(['read', 'refused']).toContain(outcome.outcome);
  });
  await fc.assert(property, { seed, numRuns: rounds });
});

const cases = new URL('./fuzz-cases/', import.meta.url);
test('what once was not is read or refused now', async () => {
  for (const name of existsSync(cases) ? readdirSync(cases) : []) {
    // A file's name begins with its format.
    const format = name.split('.')[0] as ImportFormat;
    const outcome = await workers.run(readFileJob, {
      bytes: readFileSync(new URL(name, cases)),
      format,
      sections,
    });
    expect(['read', 'refused'], name).toContain(outcome.outcome);
  }
});
