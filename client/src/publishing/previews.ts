// The article's preview and its links, as the server has them.
import {
  createdPreviewLinkSchema,
  type NewPreviewLink,
  type PreviewScheme,
  previewLinkSchema,
} from '@galley/shared/api/previews.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

/** Where the preview is, for a frame or a tab. */
export function previewAddress(article: ArticleId, scheme?: PreviewScheme): string {
  return `/api/articles/${article}/preview${scheme ? `?scheme=${scheme}` : ''}`;
}

/** GET /api/articles/:id/preview-links. */
export function previewLinksQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.previewLinks(article),
    queryFn: ({ signal }) =>
      request('GET', `/api/articles/${article}/preview-links`, {
        schema: z.array(previewLinkSchema),
        signal,
      }),
  });
}

/** POST /api/articles/:id/preview-links. */
export function useNewPreviewLink(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPreviewLink) =>
      request('POST', `/api/articles/${article}/preview-links`, { body, schema: createdPreviewLinkSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.previewLinks(article) }),
  });
}

/** DELETE /api/articles/:id/preview-links/:link. */
export function useEndPreviewLink(article: ArticleId, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: string) => request('DELETE', `/api/articles/${article}/preview-links/${link}`),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: keys.previewLinks(article) }),
  });
}
