// For tests: an HTTP server of somebody else's that has one picture.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';

export interface PictureServer {
  /** The picture is at `/a.png` there. */
  origin: string;
  close(): Promise<void>;
}

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
