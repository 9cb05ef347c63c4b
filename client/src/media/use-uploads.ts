// Uploads into the library: one after the other, each with its progress and a way to call it off.
import { newId } from '@galley/shared/ids.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemCode, problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { sayLicence } from './say-licence.ts';
import { faultOf, uploadPicture } from './upload-picture.ts';

export interface Upload {
  id: string;
  name: string;
  file: File;
  /** From 0 to 1. */
  share: number;
  /** Why it was not taken; null as long as nothing stands against it. */
  failure: string | null;
  /** Whether it failed for a reason that may pass. */
  mayPass: boolean;
  stop: AbortController;
}

interface Uploads {
  /** Those that wait or are on their way, and those that failed. */
  uploads: readonly Upload[];
  add(files: readonly File[]): void;
  /** Calls off what is on its way, and forgets what failed. */
  remove(upload: Upload): void;
  removeAll(): void;
  /** Sends once more what failed. */
  retry(upload: Upload): void;
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

  const send = async ({ id, file, stop }: Upload) => {
    if (stop.signal.aborted) return;
    try {
      const picture = await uploadPicture(file, (share) => set(id, { share }), stop.signal);
      sayLicence(file.name, picture);
      forget(id);
      await client.invalidateQueries({ queryKey: keys.pictures });
    } catch (error) {
      if (!stop.signal.aborted) set(id, { failure: problemText(error), mayPass: mayPass(error) });
    }
  };

  const enqueue = (upload: Upload) => {
    running.current = running.current.then(() => send(upload));
  };

  return {
    uploads,
    add: (files) => {
      const fresh = files.map((file) => {
        const fault = faultOf(file);
        const failure = fault && t(`image.fault.${fault}`, { name: file.name });
        const facts = { id: newId<string>(), name: file.name, file, share: 0 };
        return { ...facts, failure, mayPass: false, stop: new AbortController() };
      });
      setUploads((before) => [...before, ...fresh]);
      for (const upload of fresh) if (upload.failure === null) enqueue(upload);
    },
    retry: (upload) => {
      const again = { ...upload, share: 0, failure: null, stop: new AbortController() };
      set(upload.id, again);
      enqueue(again);
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

/** Whether sending the same once more makes sense: the server, its database or the place of the pictures was away. */
function mayPass(error: unknown): boolean {
  const code = problemCode(error);
  return code === null || ['internal', 'storage-unavailable', 'pictures-unavailable'].includes(code);
}
