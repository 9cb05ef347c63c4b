import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isBarePicture } from './bare-picture.ts';
import { makePicture } from './picture.ts';
import { xmpOf } from './picture-xmp.ts';

const gray = sharp({ create: { width: 90, height: 60, channels: 3, background: '#777' } });
const noisy = sharp({
  create: {
    width: 300,
    height: 200,
    channels: 3,
    background: '#777',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
});
const seeThrough = sharp({ create: { width: 90, height: 60, channels: 4, background: '#7778' } });

test.each([
  ['JPEG', noisy],
  ['PNG', seeThrough],
])('a %s that a desk has kept stays as it is, byte for byte', async (_kind, picture) => {
  const first = await makePicture(await picture.clone().png().toBuffer());
  if (first.outcome !== 'made') throw new Error(first.detail);
  expect(isBarePicture(first.picture.bytes, null)).toBe(true);
  const second = await makePicture(first.picture.bytes, { keepsBare: true });
  if (second.outcome !== 'made') throw new Error(second.detail);
  expect(second.picture.bytes.equals(first.picture.bytes)).toBe(true);
  expect(second.picture).toMatchObject({ mime: first.picture.mime, width: first.picture.width });
  expect(second.picture.renderings.map(({ width }) => width)).toEqual(
    first.picture.renderings.map(({ width }) => width),
  );
});

test.each([
  ['JPEG', noisy],
  ['PNG', seeThrough],
])(
  'a %s stays as it is with what the desk has written into it, and not with anything else',
  async (_kind, picture) => {
    const notes = {
      creator: 'Änne Öst',
      copyright: '© Agentur',
      sourceType: 'trainedAlgorithmicMedia',
    } as const;
    const xmp = xmpOf(notes) ?? '';
    const source = await picture.clone().withXmp(xmp).png().toBuffer();
    const first = await makePicture(source);
    if (first.outcome !== 'made') throw new Error(first.detail);
    const second = await makePicture(first.picture.bytes, { keepsBare: true });
    if (second.outcome !== 'made') throw new Error(second.detail);
    expect(second.picture.bytes.equals(first.picture.bytes)).toBe(true);
    expect(second.picture.notes).toEqual(notes);
    expect(isBarePicture(first.picture.bytes, null)).toBe(false);
    expect(isBarePicture(first.picture.bytes, `${xmp} `)).toBe(false);
  },
);

test('a picture with anything beside it is made anew', async () => {
  const plain = await gray.clone().jpeg().toBuffer();
  const png = await gray.clone().png().toBuffer();
  const withPlace = await gray
    .clone()
    .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'Somebody' } })
    .jpeg()
    .toBuffer();
  const withProfile = await gray.clone().withIccProfile('p3').png().toBuffer();
  const comment = Buffer.concat([
    plain.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, 6, 1, 2, 3, 4]),
    plain.subarray(2),
  ]);
  for (const more of [
    withPlace,
    withProfile,
    comment,
    Buffer.concat([plain, Buffer.from('more')]),
    Buffer.concat([png, Buffer.from('more')]),
    plain.subarray(0, plain.length - 2),
    Buffer.from('no picture'),
  ])
    expect(isBarePicture(more, null)).toBe(false);
  const made = await makePicture(withPlace, { keepsBare: true });
  if (made.outcome !== 'made') throw new Error(made.detail);
  expect(made.picture.bytes.includes('Somebody')).toBe(false);
});
