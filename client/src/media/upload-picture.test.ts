import { maxUploadBytes } from '@galley/shared/api/media.ts';
import { expect, test } from 'vitest';
import { faultOf } from './upload-picture.ts';

test('a file is refused before it is sent for its type or its size', () => {
  expect(faultOf({ type: 'image/png', size: 1000 })).toBeNull();
  expect(faultOf({ type: 'application/pdf', size: 1000 })).toBe('type');
  expect(faultOf({ type: 'image/jpeg', size: maxUploadBytes })).toBeNull();
  expect(faultOf({ type: 'image/jpeg', size: maxUploadBytes + 1 })).toBe('size');
});

test('a file of which the browser knows no type is the server’s to judge', () => {
  expect(faultOf({ type: '', size: 1000 })).toBeNull();
});
