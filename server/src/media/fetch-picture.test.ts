// Pictures that are elsewhere on the web, fetched from a real HTTP server beside the desk.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { maxUploadBytes } from '@galley/shared/api/media.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forEachStorage } from '../storage/testing.ts';
import { type OpenDesk, openDesk } from '../testing/desk.ts';

forEachStorage((database) => {
  let desk: OpenDesk;
  let others: Server;
  let origin: string;
  let asked: string[] = [];

  beforeAll(async () => {
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#246' } })
      .png()
      .toBuffer();
    others = createServer((request, response) => {
      const { url = '' } = request;
      asked.push(url);
      if (url === '/a.png') response.end(png);
      else if (url === '/moved') response.writeHead(302, { location: '/a.png' }).end();
      else if (url === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (url === '/inside') response.writeHead(302, { location: 'http://[::1]:1/a.png' }).end();
      else if (url === '/page') response.end('<p>No picture</p>');
      else if (url === '/large') response.writeHead(200, { 'content-length': maxUploadBytes + 1 }).end();
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => others.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(others.address() as AddressInfo).port}`;
    desk = await openDesk(await database(), { PICTURE_ALLOW: '127.0.0.1' });
  });
  afterAll(async () => {
    await desk.close();
    others.closeAllConnections();
    await new Promise((resolve) => others.close(resolve));
  });

  const fetchAs = async (role: 'editor' | 'viewer', address: string) => {
    asked = [];
    return await (await desk.as(role)).ask('POST', '/api/media/fetch', { address });
  };

  test('a picture is fetched, also where it has moved to, and kept as an upload is', async () => {
    const { status, body } = await fetchAs('editor', `${origin}/a.png`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ width: 40, height: 20 });
    const moved = await fetchAs('editor', `${origin}/moved`);
    expect(moved.body.id).toBe(body.id);
    expect(asked).toEqual(['/moved', '/a.png']);
  });

  describe('is refused', () => {
    test.each([
      ['/gone', 'unreadable-file'],
      ['/page', 'unsupported-media'],
      ['/round', 'unreadable-file'],
      ['/large', 'too-large'],
      ['/inside', 'invalid-input'],
    ])('%s: %s', async (path, code) => {
      expect((await fetchAs('editor', origin + path)).body.code).toBe(code);
    });

    test.each([
      'http://localhost/a.png',
      'http://127.1.1.1/a.png',
      'http://10.0.0.1/a.png',
      'http://[::1]/a.png',
      'http://[::ffff:10.0.0.1]/a.png',
      'http://169.254.10.20/',
      'http://user:word@192.0.2.1/a.png',
      'file:///etc/hostname',
      'ftp://127.0.0.1/a.png',
      'nothing',
    ])('%s, without asking anybody', async (address) => {
      const { status, body } = await fetchAs('editor', address);
      expect([status, body.code]).toEqual([422, 'invalid-input']);
    });

    test('for who may not upload, and before anything is asked', async () => {
      expect((await fetchAs('viewer', `${origin}/a.png`)).status).toBe(403);
      expect(asked).toEqual([]);
    });
  });
});
