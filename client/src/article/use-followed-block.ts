// The caret goes along where a colleague moves its block into another section.
import { useEffect } from 'react';
import { useArticle } from '../editor/article-context.ts';
import { followBlocks } from '../editor/positions/follow-block.ts';

export function useFollowedBlock(): void {
  const { session, editors } = useArticle();
  const { doc } = session.connection;
  useEffect(() => followBlocks(doc, editors), [doc, editors]);
}
