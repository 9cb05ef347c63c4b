// Sends one picture to the server and says how far it has got. XMLHttpRequest, because fetch says nothing of that.
import { maxUploadBytes, type UploadedPicture } from '@galley/shared/api/media.ts';
import { uploadTypes } from '@galley/shared/article/picture-files.ts';
import { mediaRoutes } from '@galley/shared/contract/media.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { problemFrom, unreachable } from '../app/api.ts';

/** What speaks against a file before it is sent. */
export function faultOf(file: Pick<File, 'type' | 'size'>): 'type' | 'size' | null {
  // A file without a type is the server's to judge: it goes by the bytes.
  if (file.type !== '' && !uploadTypes.some((type) => type === file.type)) return 'type';
  return file.size > maxUploadBytes ? 'size' : null;
}

/** Uploads a picture; `onProgress` gets a share from 0 to 1. Throws `ApiProblem`, and an AbortError when it is called off. */
export function uploadPicture(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedPicture> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const { uploadPicture: route } = mediaRoutes;
    sending.open(route.method, pathTo(route, { query: { name: file.name } }));
    sending.setRequestHeader('accept', 'application/json');
    sending.setRequestHeader('content-type', file.type || 'application/octet-stream');
    sending.responseType = 'json';
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    sending.onload = () => {
      const picture = mediaRoutes.uploadPicture.answer.safeParse(sending.response);
      if (sending.status < 300 && picture.success) return resolve(picture.data);
      reject(problemFrom(sending.response, sending.status));
    };
    sending.onerror = () => reject(unreachable(0));
    sending.onabort = () => reject(new DOMException('The upload was called off.', 'AbortError'));
    signal.addEventListener('abort', () => sending.abort());
    sending.send(file);
  });
}
