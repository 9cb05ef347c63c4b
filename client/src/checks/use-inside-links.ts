// Links to this desk's own articles that readers can't open: asked for while the checks are open, and again when nobody has
// written in the article for a moment.
import type { LinkCheckResult } from '@galley/shared/api/text-check.ts';
import { textCheckRoutes } from '@galley/shared/contract/text-check.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { useArticle } from '../editor/article-context.ts';

const stillMs = 2500;

/** Empty until the first answer. */
export function useInsideLinks(): LinkCheckResult['faults'] {
  const { row, session } = useArticle();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: keys.insideLinks(row.id),
    queryFn: ({ signal }) => call(textCheckRoutes.checkInsideLinks, { params: { id: row.id }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => void client.invalidateQueries({ queryKey: keys.insideLinks(row.id) });
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, stillMs);
    };
    session.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      session.doc.off('update', soon);
    };
  }, [client, session.doc, row.id]);
  return data?.faults ?? none;
}

const none: LinkCheckResult['faults'] = [];
