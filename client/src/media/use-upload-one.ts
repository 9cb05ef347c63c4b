// Uploading one picture from a form.
import { mediaRoutes } from '@galley/shared/contract/media.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { useMutation } from '@tanstack/react-query';
import { call } from '../app/api.ts';

/** Uploads a picture and gives its id to `onDone`. */
export function useUploadOne(onDone: (id: MediaId) => void, onError?: (error: Error) => void) {
  return useMutation({
    mutationFn: (file: File) => call(mediaRoutes.uploadPicture, { body: file, query: { name: file.name } }),
    onSuccess: ({ id }) => onDone(id),
    ...(onError && { onError }),
  });
}
