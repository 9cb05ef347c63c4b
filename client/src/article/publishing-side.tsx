// The publishing panel beside the paper, or over it on phones.
import { isLine } from '@galley/shared/article/region.ts';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import type { ArticlePlace } from '../publishing/readiness-list.tsx';
import { part } from '../ui/part.ts';
import { PanelSide } from './panel-side.tsx';

const PublishingPanel = part(
  async () => (await import('../publishing/publishing-panel.tsx')).PublishingPanel,
);

interface PublishingSideProps {
  opened: boolean;
  phone: boolean;
  onClose: () => void;
  onComments: () => void;
}

export function PublishingSide({ opened, phone, onClose, onComments }: PublishingSideProps) {
  const { t } = useTranslation('editor');
  const { row, editors } = useArticle();
  const goTo = (place: ArticlePlace) => {
    if (phone) onClose();
    if (place === 'comments') onComments();
    else if (place === 'lead')
      document.getElementById('article-head')?.querySelector<HTMLElement>('[data-lead] button')?.focus();
    else void editors.focus(place, isLine(place) ? 'end' : 'start');
  };
  return (
    <PanelSide
      opened={opened}
      phone={phone}
      title={t('panel')}
      closeLabel={t('closePanel')}
      onClose={onClose}
    >
      <PublishingPanel article={row.id} onGoTo={goTo} />
    </PanelSide>
  );
}
