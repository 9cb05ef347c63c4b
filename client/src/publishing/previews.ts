// The article's preview and its links, as the server has them.
import type { NewPreviewLink, PreviewScheme } from '@galley/shared/api/previews.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { previewRoutes } from '@galley/shared/contract/previews.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

/** Where the preview is, for a frame or a tab. */
export function previewAddress(article: ArticleId, scheme?: PreviewScheme): string {
  return pathTo(previewRoutes.readPreview, { params: { id: article }, query: { scheme } });
}

/** The links to it that work. */
export function previewLinksQuery(article: ArticleId) {
  return queryOptions({
    queryKey: keys.previewLinks(article),
    queryFn: ({ signal }) => call(previewRoutes.listPreviewLinks, { params: { id: article }, signal }),
  });
}

/** Makes a link. */
export function useNewPreviewLink(article: ArticleId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPreviewLink) =>
      call(previewRoutes.createPreviewLink, { params: { id: article }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.previewLinks(article) }),
  });
}

/** Ends a link. */
export function useEndPreviewLink(article: ArticleId, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: string) => call(previewRoutes.endPreviewLink, { params: { id: article, link } }),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: keys.previewLinks(article) }),
  });
}
