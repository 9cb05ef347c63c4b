import { importLimits } from '@galley/shared/api/imports.ts';
import { expect, test } from 'vitest';
import { bodyOf, formatsOf, sourceOfFile, sourceOfPaste } from './import-source.ts';

const file = (name: string, type = '', size = 1) => {
  const made = new File(['x'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

test.each([
  ['Article.DOCX', 'docx'],
  ['notes.md', 'markdown'],
  ['page.htm', 'html'],
  ['mail.txt', 'text'],
])('%s is read as %s', (name, format) => {
  expect(sourceOfFile(file(name))).toMatchObject({ type: 'file', format });
});

test('files that can’t be read are refused with the reason before they are sent', () => {
  expect(sourceOfFile(file('photo.png', 'image/png'))).toEqual({ why: 'kind' });
  expect(sourceOfFile(file('old.doc', 'application/msword'))).toEqual({ why: 'old-word' });
  expect(sourceOfFile(file('big.md', '', importLimits.markdown + 1))).toEqual({
    why: 'size',
    format: 'markdown',
  });
  expect(sourceOfFile(file('mail', 'text/plain'))).toMatchObject({ format: 'text' });
});

test('pasted text is read with its formatting only where that says something', () => {
  const plain = sourceOfPaste('A line', '<meta charset="utf-8"><span style="color: red">A line</span>');
  expect([plain.format, formatsOf(plain)]).toEqual(['text', ['html', 'text', 'markdown']]);
  expect(sourceOfPaste('A', '<h1>A</h1>').format).toBe('html');
  expect(sourceOfPaste('# A\n\n## B\n\ntext', null).format).toBe('markdown');
  expect(sourceOfPaste('# 1 in the country\ntext * and * more', null).format).toBe('text');
});

test('formatted text is sent as what it is, whatever encoding it names', async () => {
  const sent = await bodyOf(sourceOfPaste('Ä', '<meta charset="iso-8859-1"><h1>Ä</h1>')).arrayBuffer();
  expect([...new Uint8Array(sent).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(sent)).toContain('<h1>Ä</h1>');
});
