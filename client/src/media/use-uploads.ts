// Uploads into the library: one after the other, each with its progress and a way to call it off.
import { newId } from '@galley/shared/ids.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { faultOf, uploadPicture } from './upload-picture.ts';

export interface Upload {
  id: string;
  name: string;
  /** From 0 to 1. */
  share: number;
  /** Why it was not taken; null as long as nothing stands against it. */
  failure: string | null;
  stop: AbortController;
}

interface Uploads {
  /** Those that wait or are on their way, and those that failed. */
  uploads: readonly Upload[];
  add(files: readonly File[]): void;
  /** Calls off what is on its way, and forgets what failed. */
  remove(upload: Upload): void;
  removeAll(): void;
}

export function useUploads(): Uploads {
  const { t } = useTranslation('tools');
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  const all = useRef<readonly Upload[]>([]);
  all.current = uploads;
  // Who leaves the page sees nothing of them any longer.
  useEffect(
    () => () => {
      for (const { stop } of all.current) stop.abort();
    },
    [],
  );

  const set = (id: string, change: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  const forget = (id: string) => setUploads((before) => before.filter((upload) => upload.id !== id));

  const send = async (file: File, { id, stop }: Upload) => {
    if (stop.signal.aborted) return;
    try {
      await uploadPicture(file, (share) => set(id, { share }), stop.signal);
      forget(id);
      await client.invalidateQueries({ queryKey: keys.pictures });
    } catch (error) {
      if (!stop.signal.aborted) set(id, { failure: problemText(error) });
    }
  };

  return {
    uploads,
    add: (files) => {
      const fresh = files.map((file) => {
        const fault = faultOf(file);
        const failure = fault && t(`image.fault.${fault}`, { name: file.name });
        const upload = {
          id: newId<string>(),
          name: file.name,
          share: 0,
          failure,
          stop: new AbortController(),
        };
        return { file, upload };
      });
      setUploads((before) => [...before, ...fresh.map(({ upload }) => upload)]);
      for (const { file, upload } of fresh)
        if (upload.failure === null) running.current = running.current.then(() => send(file, upload));
    },
    remove: ({ id, stop }) => {
      stop.abort();
      forget(id);
    },
    removeAll: () => {
      for (const { stop } of uploads) stop.abort();
      setUploads([]);
    },
  };
}
