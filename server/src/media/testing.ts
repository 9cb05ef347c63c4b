// For tests: an HTTP server of somebody else's that has one picture, and files with notes in them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

export interface PictureServer {
  /** The picture is at `/a.png` there. */
  origin: string;
  close(): Promise<void>;
}

/** Opens the server. */
export async function servePicture(): Promise<PictureServer> {
  const background = '#246';
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background } })
    .png()
    .toBuffer();
  const server = createServer((request, response) => {
    if (request.url === '/a.png') response.end(picture);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The JPEG with IPTC records in UTF-8 behind its first bytes, by their numbers in the second record. */
export function withIptc(jpeg: Buffer, records: Record<number, string>): Buffer {
  const record = (kind: number, id: number, text: Buffer) => {
    const head = Buffer.of(0x1c, kind, id, text.length >> 8, text.length & 0xff);
    return Buffer.concat([head, text]);
  };
  const all = Buffer.concat([
    record(1, 90, Buffer.from('\u001b%G')),
    ...Object.entries(records).map(([id, text]) => record(2, Number(id), Buffer.from(text))),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(all.length);
  const even = all.length % 2 === 0 ? all : Buffer.concat([all, Buffer.alloc(1)]);
  const body = Buffer.concat([Buffer.from('Photoshop 3.0\u00008BIM\u0004\u0004\u0000\u0000'), size, even]);
  const head = Buffer.of(0xff, 0xed, (body.length + 2) >> 8, (body.length + 2) & 0xff);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
