import { noteLimits, noteNames } from '@galley/shared/api/picture-notes.ts';
import { holdsUnwanted } from '@galley/shared/text/characters.ts';
import { describe, expect, it } from 'vitest';
import { readNotes } from './picture-notes.ts';

const xmp = (inner: string) =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><rdf:Description rdf:about="">${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
const credit = (text: string) => xmp(`<photoshop:Credit>${text}</photoshop:Credit>`);

describe('the notes of a picture', () => {
  it('are what its file says', () => {
    expect(readNotes({ xmp: credit('A &amp; B') })).toEqual({ credit: 'A & B' });
  });

  it('are read beside comments, instructions and CDATA', () => {
    const creator = '<dc:creator><rdf:Seq><rdf:li>Jürgen <!-- & -->Blum</rdf:li></rdf:Seq></dc:creator>';
    const words = '<photoshop:Credit><![CDATA[A & <B> <!-- C --> &amp;]]></photoshop:Credit>';
    expect(readNotes({ xmp: xmp(`<!-- <a> -->${creator}<?b <c>?>${words}`) })).toEqual({
      creator: 'Jürgen Blum',
      credit: 'A & <B> <!-- C --> &amp;',
    });
  });

  it.each([
    ['Ines Falk\0Nordblatt\0', 'Ines Falk; Nordblatt'],
    [' \0Nordblatt\0', 'Nordblatt'],
  ])('have the copyright of EXIF, with a photographer and without: %j', (words, copyright) => {
    // One entry, 0x8298, whose text stands behind the directory.
    const directory = Buffer.from([1, 0, 0x98, 0x82, 2, 0, words.length, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0]);
    const exif = Buffer.concat([Buffer.from('Exif\0\0II*\0\b\0\0\0'), directory, Buffer.from(words)]);
    expect(readNotes({ exif })).toEqual({ copyright });
  });

  it('are none where there is no metadata, or only noise', () => {
    expect(readNotes({})).toEqual({});
    for (const noise of ['', 'Exif', '\0'.repeat(60_000), '\u00ff'.repeat(500), 'Photoshop 3.0\x008BIM'])
      expect(
        readNotes({ exif: Buffer.from(noise), iptc: Buffer.from(noise), xmp: Buffer.from(noise) }),
      ).toEqual({});
  });

  it('are cut to size, never within a character, and hold no control characters', () => {
    const iptc = (id: number, text: string) => {
      const body = Buffer.from(text);
      return Buffer.concat([Buffer.of(0x1c, 2, id, body.length >> 8, body.length & 0xff), body]);
    };
    const records = Buffer.concat([
      Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47]),
      iptc(110, `a\u0001b\u0008c\u000b\ufffe${'👩‍👩‍👧'.repeat(400)}`),
      iptc(120, `one\r\ntwo\u0000three ${'x'.repeat(20_000)}`),
      iptc(105, 'in\tone\nline'),
    ]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(records.length);
    const head = Buffer.from('Photoshop 3.0\u00008BIM\u0004\u0004\u0000\u0000');
    const notes = readNotes({ iptc: Buffer.concat([head, size, records]) });
    expect(notes.credit).toMatch(/^abc/);
    expect(notes.caption).toMatch(/^one\ntwo/);
    expect(notes.headline).toBe('in one line');
    for (const name of noteNames) {
      expect((notes[name] ?? '').length).toBeLessThanOrEqual(noteLimits[name]);
      expect(holdsUnwanted(notes[name] ?? '')).toBe(false);
    }
  });

  it.each([
    ['deep', xmp('<dc:a>'.repeat(3000) + '</dc:a>'.repeat(3000))],
    ['wide', xmp('<dc:a/>'.repeat(5000))],
    ['long', credit('x'.repeat(200_000))],
    ['torn', credit('x').subarray(0, 200)],
    ['with entities of its own', Buffer.from(`<!DOCTYPE a [<!ENTITY b "c">]>${credit('&b;').toString()}`)],
  ])('are not read from XMP that is %s', (_, block) => {
    expect(readNotes({ xmp: block })).toEqual({});
  });

  it('have no caption that a camera or a program wrote', () => {
    for (const words of ['OLYMPUS DIGITAL CAMERA', 'SONY DSC', 'IMG_1234.JPG', ' '])
      expect(readNotes({ xmp: xmp(`<dc:description>${words}</dc:description>`) })).toEqual({});
    expect(readNotes({ xmp: xmp('<dc:description>A digital camera on a pier</dc:description>') })).toEqual({
      caption: 'A digital camera on a pier',
    });
  });

  it('name a machine only in the terms of IPTC', () => {
    const typed = (term: string) =>
      readNotes({
        xmp: xmp(
          `<e:DigitalSourceType xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">${term}</e:DigitalSourceType>`,
        ),
      }).sourceType;
    expect(typed('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')).toBe(
      'trainedAlgorithmicMedia',
    );
    expect(typed('http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture')).toBeUndefined();
    expect(typed('none')).toBeUndefined();
  });
});
