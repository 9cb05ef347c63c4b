// The checkbox by which an article is selected: with Shift, all from the last one up to it.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSelectionOfBoard } from './selection.ts';

interface SelectBoxProps {
  article: ArticleRow;
  /** The list that a range goes through. */
  within: readonly ArticleRow[];
  className?: string | undefined;
}

export function SelectBox({ article, within, className }: SelectBoxProps) {
  const { t } = useTranslation('board');
  const selection = useSelectionOfBoard();
  if (!selection) return null;
  return (
    <Checkbox
      size="sm"
      className={className ?? ''}
      wrapperProps={{ 'data-selecting': selection.chosen.size > 0 || undefined }}
      aria-label={t('select.one', { headline: article.headline || t('untitled') })}
      checked={selection.chosen.has(article.id)}
      onChange={({ nativeEvent }) =>
        selection.toggle(article, within, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  );
}
