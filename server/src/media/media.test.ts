import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import type { Role } from '@galley/shared/access/roles.ts';
import { maxUploadBytes, type UploadedPicture } from '@galley/shared/api/media.ts';
import type { PictureNotes } from '@galley/shared/api/picture-notes.ts';
import express from 'express';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { headerSessions } from '../articles/testing.ts';
import { handleErrors } from '../http/error-handler.ts';
import type { Storage } from '../storage/storage.ts';
import { forEachStorage } from '../storage/testing.ts';
import { createMedia, type Media } from './media.ts';
import { readNotes } from './picture-notes.ts';
import { xmpOf } from './picture-xmp.ts';
import { placesFor } from './places/testing.ts';
import { withIptc } from './testing.ts';

const log = pino({ level: 'silent' });
const around = {
  sessions: headerSessions,
  timeZone: async () => 'Europe/Berlin',
  live: { announce: () => {} },
};

forEachStorage((database) => {
  let storage: Storage;
  let server: Server;
  let media: Media;
  let origin: string;

  beforeAll(async () => {
    storage = await (await database()).open();
    media = createMedia({ ...around, storage, places: await placesFor(storage.db), log });
    server = createServer(express().use(media.router).use(handleErrors(log)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await storage.close();
  });

  const upload = async (body: Buffer | string, role: Role | null = 'editor', type = 'image/png') => {
    const response = await fetch(`${origin}/api/media`, {
      method: 'POST',
      headers: { 'content-type': type, ...(role === null ? {} : { 'x-test-role': role }) },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { status: response.status, body: (await response.json()) as UploadedPicture & { code?: string } };
  };
  const uploadAndAsk = async (bytes: Buffer) => {
    const { body } = await upload(bytes, 'editor', 'image/jpeg');
    const headers = { 'x-test-role': 'reviewer' };
    const answer = await fetch(`${origin}/api/media/${body.id}/notes`, { headers });
    return { body, notes: (await answer.json()) as PictureNotes };
  };
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(origin + path, { headers });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  describe('the quota of a day', () => {
    it('stops whoever has used it up, and nobody else', async () => {
      const limited = createMedia({
        ...around,
        storage,
        places: await placesFor(storage.db),
        quota: 1,
        log,
      });
      const small = createServer(express().use(limited.router).use(handleErrors(log)));
      await new Promise<void>((resolve) => small.listen(0, '127.0.0.1', resolve));
      const send = async (role: Role, color: string) => {
        const create = { width: 9, height: 9, channels: 3, background: color } as const;
        const bytes = await sharp({ create }).png().toBuffer();
        const response = await fetch(`http://127.0.0.1:${(small.address() as AddressInfo).port}/api/media`, {
          method: 'POST',
          headers: { 'content-type': 'image/png', 'x-test-role': role },
          body: new Uint8Array(bytes),
        });
        const { code } = (await response.json()) as { code?: string };
        return [response.status, code];
      };
      expect(await send('reviewer', '#010203')).toEqual([201, undefined]);
      expect(await send('reviewer', '#040506')).toEqual([429, 'quota-reached']);
      expect(await send('viewer', '#040506')).toEqual([201, undefined]);
      small.closeAllConnections();
      await new Promise((resolve) => small.close(resolve));
    });
  });

  describe('a picture', () => {
    it('is kept with smaller renderings, and given to everybody', async () => {
      const { status, body } = await upload(await photo(2000, 1000));
      expect(status).toBe(201);
      expect(body).toMatchObject({ width: 2000, height: 1000, mime: 'image/jpeg' });

      const original = await get(`/media/${body.id}`);
      expect(original.response.headers.get('content-type')).toBe('image/jpeg');
      expect(await sharp(original.bytes).metadata()).toMatchObject({ width: 2000, height: 1000 });
      for (const width of [480, 960, 1600]) {
        const rendering = await get(`/media/${body.id}/${width}`);
        expect(rendering.response.headers.get('content-type')).toBe('image/webp');
        expect((await sharp(rendering.bytes).metadata()).width).toBe(width);
      }
    });

    it('may be kept forever by browsers, which hear so and are asked nothing else', async () => {
      const { body } = await upload(await photo(600, 400));
      const { response } = await get(`/media/${body.id}/480`);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
      const etag = response.headers.get('etag') ?? '';
      expect(await statusOf(`${origin}/media/${body.id}/480`, { 'if-none-match': etag })).toBe(304);
      expect(await statusOf(`${origin}/media/${body.id}/480`, { 'if-none-match': '"other"' })).toBe(200);
    });

    it('that is narrower than asked for comes as it is', async () => {
      const { body } = await upload(await photo(300, 200));
      const { bytes, response } = await get(`/media/${body.id}/1600`);
      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect((await sharp(bytes).metadata()).width).toBe(300);
    });

    it('is turned upright and loses what the camera noted', async () => {
      const turned = await sharp(await photo(400, 200))
        .withMetadata({ orientation: 6 })
        .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'Nobody' } })
        .jpeg()
        .toBuffer();
      expect((await sharp(turned).metadata()).exif).toBeDefined();
      const { body } = await upload(turned);
      expect(body).toMatchObject({ width: 200, height: 400 });
      const kept = await sharp((await get(`/media/${body.id}`)).bytes).metadata();
      expect(kept.exif).toBeUndefined();
      expect(kept.xmp).toBeUndefined();
      expect(kept.orientation).toBeUndefined();
    });

    it('keeps what its file says of it, and none of the place where it was taken is served', async () => {
      const { body, notes } = await uploadAndAsk(await noted());
      expect(notes).toEqual({
        headline: 'Neue Brücke',
        caption: 'Größe & Höhe',
        alt: 'A bridge over a river',
        creator: 'Änne Öst, Bo',
        credit: 'dpa',
        copyright: '© Agentur',
        usageTerms: 'Editorial use only',
        sourceType: 'compositeWithTrainedAlgorithmicMedia',
      });
      expect(body.notes).toEqual(notes);
      const facts = await media.pictures.facts([body.id]);
      expect(facts.get(body.id)?.sourceType).toBe('compositeWithTrainedAlgorithmicMedia');
      for (const path of [`/media/${body.id}`, `/media/${body.id}/480`]) {
        const { bytes } = await get(path);
        const { exif, xmp, iptc } = await sharp(bytes).metadata();
        expect([exif, iptc]).toEqual([undefined, undefined]);
        // Whose it is and how a machine took part in it goes with it, and nothing else.
        const { creator, credit, copyright, sourceType } = notes;
        expect(readNotes({ xmp })).toEqual({ creator, credit, copyright, sourceType });
        // Long enough to stand in no noise by chance.
        expect(bytes.toString('latin1')).not.toMatch(/GPSLatitude|52\.5163|Secret Camera/);
      }
    });

    it('has the credit of its file in every file, and nothing that is only guessed from it', async () => {
      const named = await sharp(await photo(700, 400))
        .withXmp(xmpOf({ credit: 'Midjourney' }) ?? '')
        .png()
        .toBuffer();
      const { body } = await upload(named);
      for (const path of [`/media/${body.id}`, `/media/${body.id}/480`]) {
        const { xmp } = await sharp((await get(path)).bytes).metadata();
        expect(readNotes({ xmp })).toEqual({ credit: 'Midjourney' });
      }
      const silent = await upload(await photo(600, 300));
      const plain = await sharp((await get(`/media/${silent.body.id}`)).bytes).metadata();
      expect(plain.xmp).toBeUndefined();
    });

    // Ink has no such red: what comes nearest is darker. Read without its profile, or turned round, each would be far off.
    it.each([
      ['p3', 8],
      ['cmyk', 24],
    ] as const)('of the colors of %s looks the same in sRGB', async (profile, most) => {
      const color = { r: 200, g: 60, b: 40 };
      const create = { width: 64, height: 64, channels: 3 as const, background: color };
      const image = sharp({ create })
        .withIccProfile(profile)
        .jpeg({ quality: 100, chromaSubsampling: '4:4:4' });
      const file = await image.toBuffer();
      const { space } = await sharp(file).metadata();
      expect(space).toBe(profile === 'cmyk' ? 'cmyk' : 'srgb');
      const { body } = await upload(file);
      const served = await sharp((await get(`/media/${body.id}`)).bytes)
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(served.info.channels).toBe(3);
      for (const [index, wanted] of [color.r, color.g, color.b].entries())
        expect(Math.abs((served.data[index] ?? 0) - wanted)).toBeLessThan(most);
    });

    it('says that it moved, and stands still', async () => {
      const frames = ['#123', '#321'].map((background) => ({
        create: { width: 30, height: 20, channels: 3 as const, background },
      }));
      const joined = sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
        join: { animated: true },
      });
      for (const format of ['gif', 'webp'] as const) {
        const { body } = await upload(await joined.clone().toFormat(format).toBuffer());
        expect(body).toMatchObject({ width: 30, height: 20, mime: 'image/jpeg', notes: { moving: true } });
      }
      const still = await upload(
        await sharp(await photo(31, 20))
          .gif()
          .toBuffer(),
      );
      expect(still.body.notes).toEqual({});
      const png = await sharp(await photo(32, 20))
        .png()
        .toBuffer();
      // Behind the header, as APNG has it: two pictures, shown over and over.
      const announced = Buffer.concat([
        png.subarray(0, 33),
        chunk('acTL', Buffer.from('0000000200000000', 'hex')),
        png.subarray(33),
      ]);
      expect((await upload(announced)).body.notes).toEqual({ moving: true });
    });

    it('with transparency stays transparent', async () => {
      const glass = await sharp({
        create: { width: 700, height: 50, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
      })
        .png()
        .toBuffer();
      const { body } = await upload(glass);
      expect(body.mime).toBe('image/png');
      const { bytes } = await get(`/media/${body.id}/480`);
      expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    });

    it('is scaled down where it is larger than any screen', async () => {
      const { body } = await upload(await photo(5000, 1000));
      expect(body).toMatchObject({ width: 2560, height: 512 });
    });

    it.each(['webp', 'avif', 'gif', 'png'] as const)('may be %s', async (format) => {
      const bytes = await sharp(await photo(64, 32))
        .toFormat(format)
        .toBuffer();
      expect(await upload(bytes)).toMatchObject({ status: 201, body: { width: 64, height: 32 } });
    });

    it('that is uploaded twice, even at once, is kept once', async () => {
      const bytes = await photo(500, 500);
      const answers = await Promise.all([upload(bytes), upload(bytes), upload(bytes)]);
      const later = await upload(bytes);
      expect(new Set([...answers, later].map(({ body }) => body.id)).size).toBe(1);
    });

    it('has facts for pages, and an unknown id has none', async () => {
      const { body } = await upload(await photo(1000, 500));
      const facts = await media.pictures.facts([body.id, 'nosuchpicture000', 'no id at all \0']);
      expect([...facts]).toEqual([[body.id, { width: 1000, height: 500, widths: [480, 960] }]]);
    });
  });

  describe('an upload is refused', () => {
    afterEach(() => void vi.useRealTimers());

    it.each([
      [null, 401],
      // Everybody has a profile, and so a picture to upload.
      ['viewer', 201],
      ['admin', 201],
    ] as const)('only to people who are not signed in: %s gets %i', async (role, status) => {
      expect((await upload(await photo(20, 20), role)).status).toBe(status);
    });

    it('at once where it says that it is too large', async () => {
      const answer = await announcing(origin, 50 * 1024 * 1024);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain('"code":"too-large"');
    });

    it('as soon as more comes than is allowed, whatever it said, and the server goes on', async () => {
      const { sent, answer } = await endless(origin);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(sent).toBeLessThan(maxUploadBytes * 2);
      expect((await upload(await photo(30, 30))).status).toBe(201);
    });

    it('when a browser sends 50 MB over a slow line, and reads the answer only then', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const sender = await sending(origin, 50 * 1024 * 1024);
      const piece = 10 * 1024 * 1024;
      for (let sent = 0; sent < 50 * 1024 * 1024; sent += piece) {
        await sender.send(piece);
        // Less than the server lets a sender be silent, and more than that in all.
        vi.advanceTimersByTime(6000);
      }
      const answer = await sender.answer();
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain('"code":"too-large"');
    });

    it('with the connection where its sender says nothing any more', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const sender = await sending(origin, 50 * 1024 * 1024);
      await sender.send(1024);
      expect(await sender.answer()).toMatch(/^HTTP\/1\.1 413 /);
      vi.advanceTimersByTime(11_000);
      await sender.closed;
    });

    it('for a small file that unfolds to billions of pixels', async () => {
      const bomb = pngOf(50_000, 50_000, deflateSync(Buffer.alloc(20_000_000)));
      expect(bomb.length).toBeLessThan(100_000);
      expect(await upload(bomb)).toMatchObject({ status: 413, body: { code: 'too-large' } });
    });

    it('for a picture that says it is small and unfolds to more', async () => {
      const answer = await upload(pngOf(10, 10, deflateSync(Buffer.alloc(200_000_000))));
      expect([201, 422]).toContain(answer.status);
    });

    it('for a file that was cut off', async () => {
      const whole = await photo(800, 800);
      for (const share of [0.1, 0.5, 0.95]) {
        const part = whole.subarray(0, Math.floor(whole.length * share));
        expect(await upload(part)).toMatchObject({ status: 422, body: { code: 'unreadable-file' } });
      }
    });

    it.each([
      ['a page named as a picture', '<!doctype html><script>alert(1)</script>'],
      [
        'a drawing with a script',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
      ],
      ['a PDF', `%PDF-1.7\n${' '.repeat(100)}`],
      ['one byte', 'G'],
    ])('for %s', async (_, body) => {
      expect(await upload(body)).toMatchObject({ status: 415, body: { code: 'unsupported-media' } });
    });

    it('for a picture’s first bytes with a page behind them', async () => {
      const answer = await upload('GIF89a<script>alert(1)</script>/* long enough */');
      expect(answer.body.code).toMatch(/^un(supported-media|readable-file)$/);
    });

    it('for a TIFF, which the library could read but must not', async () => {
      const tiff = await sharp(await photo(20, 20))
        .tiff()
        .toBuffer();
      expect((await upload(tiff)).status).toBe(415);
    });

    it('for an empty body', async () => {
      expect(await upload('')).toMatchObject({ status: 422, body: { code: 'unreadable-file' } });
    });
  });

  it.each(['/media/nosuchpicture000', '/media/%00', '/media/..%2f..%2fetc', '/media/x/480', '/media/x/481'])(
    'says of %s that there is no such thing',
    async (path) => {
      expect((await get(path)).response.status).toBe(404);
    },
  );
});

/** Not by `fetch`, which adds `cache-control: no-cache` to conditional requests. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

/** Noise, so that it can't be compressed to nothing and no two are alike. */
async function photo(width: number, height: number): Promise<Buffer> {
  return await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A picture with metadata of all kinds, as agencies and cameras write them. */
async function noted(): Promise<Buffer> {
  const list = (kind: 'Alt' | 'Seq', ...words: string[]) =>
    `<rdf:${kind}>${words.map((one) => `<rdf:li${kind === 'Alt' ? ' xml:lang="x-default"' : ''}>${one}</rdf:li>`).join('')}</rdf:${kind}>`;
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52.5163N" photoshop:Credit="dpa" ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"><dc:description>${list('Alt', 'Größe &amp; Höhe')}</dc:description><dc:creator>${list('Seq', 'Änne Öst', 'Bo')}</dc:creator><core:AltTextAccessibility>${list('Alt', 'A bridge over a river')}</core:AltTextAccessibility><xmpRights:UsageTerms>${list('Alt', 'Editorial use only')}</xmpRights:UsageTerms></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const jpeg = await sharp(await photo(500, 300))
    .withXmp(xmp)
    .withExif({
      IFD0: { Model: 'Secret Camera', Copyright: 'nobody', ImageDescription: 'OLYMPUS DIGITAL CAMERA' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 58/1' },
    })
    .jpeg()
    .toBuffer();
  return withIptc(jpeg, { 105: 'Neue Brücke', 116: '© Agentur', 110: 'not asked: XMP says it' });
}

/** A PNG by hand, which may lie about itself. */
function pngOf(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const requestHead = (extra: string) =>
  `POST /api/media HTTP/1.1\r\nhost: desk\r\nx-test-role: editor\r\ncontent-type: image/png\r\n${extra}\r\n\r\n`;

/** Says how much it would send, sends nothing of it, and gives the answer. */
function announcing(origin: string, bytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let answer = '';
    socket.on('error', reject);
    socket.on('data', (data) => {
      answer += data.toString();
      if (!answer.includes('"code"')) return;
      socket.destroy();
      resolve(answer);
    });
    socket.write(requestHead(`content-length: ${bytes}`));
  });
}

/** Sends chunk after chunk without ever saying how much, until there is an answer. */
function endless(origin: string): Promise<{ sent: number; answer: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    const chunk = Buffer.alloc(256 * 1024, 0xff);
    let sent = 0;
    let answer = '';
    const pour = () => {
      while (!socket.destroyed) {
        sent += chunk.length;
        socket.write(`${chunk.length.toString(16)}\r\n`);
        socket.write(chunk);
        if (!socket.write('\r\n')) return;
      }
    };
    socket.on('error', reject);
    socket.on('drain', pour);
    socket.on('data', (data) => {
      answer += data.toString();
      if (!answer.includes('"code"')) return;
      socket.destroy();
      resolve({ sent, answer });
    });
    socket.write(requestHead('transfer-encoding: chunked'));
    pour();
  });
}

/** Announces so many bytes and sends them as it is asked to, and like a browser reads nothing until it asks for the answer. */
async function sending(origin: string, bytes: number) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  socket.pause();
  socket.write(requestHead(`content-length: ${bytes}`));
  return {
    closed,
    send: (count: number) =>
      new Promise<void>((resolve, reject) => {
        socket.write(Buffer.alloc(count, 0xff), (error) => (error ? reject(error) : resolve()));
      }),
    answer: () =>
      new Promise<string>((resolve, reject) => {
        let answer = '';
        socket.once('error', reject).on('data', (data) => {
          answer += data.toString();
          if (answer.includes('"code"')) resolve(answer);
        });
        socket.resume();
      }),
  };
}
