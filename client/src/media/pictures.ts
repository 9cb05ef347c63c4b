// What the browser asks the library of pictures.
import type { Picture, PictureChange, PictureQuery } from '@galley/shared/api/pictures.ts';
import { pictureRoutes } from '@galley/shared/contract/pictures.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

/** Pages of pictures, the newest first. While another question is asked, what was there stays in view. */
export const picturesQuery = (question: PictureQuery) =>
  infiniteQueryOptions({
    queryKey: [...keys.pictures, 'list', question],
    queryFn: ({ pageParam, signal }) =>
      call(pictureRoutes.listPictures, { query: { ...question, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** All that is known of one picture. */
export const pictureQuery = (id: MediaId) =>
  queryOptions({
    queryKey: [...keys.picture, id],
    queryFn: ({ signal }) => call(pictureRoutes.readPicture, { params: { id }, signal }),
  });

/** What is public with pictures whose licence has ended. */
export const expiredStoriesQuery = queryOptions({
  queryKey: [...keys.pictures, 'expired-stories'],
  queryFn: ({ signal }) => call(pictureRoutes.listExpiredStories, { signal }),
});

export const changePicture = (id: MediaId, body: PictureChange): Promise<Picture> =>
  call(pictureRoutes.changePicture, { params: { id }, body });

export const deletePicture = (id: MediaId): Promise<void> =>
  call(pictureRoutes.deletePicture, { params: { id } });

export const restorePicture = (id: MediaId): Promise<Picture> =>
  call(pictureRoutes.restorePicture, { params: { id } });
