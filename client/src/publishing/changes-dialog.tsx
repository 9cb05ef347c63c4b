// What differs between two revisions, or between one and the text as it stands now.
import type { Changes, Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import { compareTexts } from '@galley/shared/review/compare-texts.ts';
import { Loader, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { ComparisonView } from '../review/comparison/comparison-view.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './changes-dialog.module.css';
import { changesQuery, type RevisionRange } from './publication.ts';

interface ChangesDialogProps {
  article: ArticleId;
  publication: Publication;
  range: RevisionRange;
  onChange: (range: RevisionRange) => void;
  onClose: () => void;
}

export function ChangesDialog({ article, publication, range, onChange, onClose }: ChangesDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const phone = useMediaQuery('(max-width: 48em)');
  const changes = useQuery({ ...changesQuery(article, range), placeholderData: keepPreviousData });
  const names = useRevisionNames(publication);
  const now = { value: 'now', label: t('changes.now') };
  return (
    <Dialog
      opened
      onClose={onClose}
      size={1080}
      fullScreen={phone ?? false}
      title={<span className={classes.title}>{t('changes.title')}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      <div className={classes.range}>
        <Select
          size="xs"
          label={t('changes.from')}
          data={names}
          value={String(range.from)}
          allowDeselect={false}
          onChange={(value) => value !== null && onChange({ ...range, from: Number(value) })}
        />
        <Select
          size="xs"
          label={t('changes.to')}
          data={[now, ...names]}
          value={range.to === null ? now.value : String(range.to)}
          allowDeselect={false}
          onChange={(value) =>
            value !== null && onChange({ ...range, to: value === now.value ? null : Number(value) })
          }
        />
      </div>
      {changes.data ? (
        <Differences changes={changes.data} />
      ) : changes.isError ? (
        <LoadFailed className={classes.note} onRetry={() => changes.refetch()}>
          {t('changes.failed')}
        </LoadFailed>
      ) : (
        <div className={classes.note} aria-busy>
          <Loader size="sm" />
        </div>
      )}
    </Dialog>
  );
}

function Differences({ changes: { settings, comparison, from, to } }: { changes: Changes }) {
  const { t } = useTranslation(['publishing', 'review', 'app']);
  const { template, language } = useArticle();
  if (comparison.same && settings.length === 0) return <p className={classes.note}>{t('changes.nothing')}</p>;
  const others = settings.map(({ field, ...change }) => {
    const [before, after] = [change.before, change.after].map((value) =>
      field === 'language' && isLanguage(value) ? t(`app:language.${value}`) : value,
    );
    return { name: t(`review:setting.${field}`), pieces: compareTexts(before ?? '', after ?? '') };
  });
  return (
    <ComparisonView
      key={`${from} ${to}`}
      comparison={comparison}
      template={template}
      language={language}
      others={others}
    />
  );
}

function isLanguage(value: string): value is Language {
  return languages.some((language) => language === value);
}

/** The revisions as the choices of a list. */
function useRevisionNames({ revisions }: Publication): { value: string; label: string }[] {
  const { t } = useTranslation('publishing');
  const time = useTimes();
  return revisions.map(({ number, publishedAt }) => ({
    value: String(number),
    label: `${t('revisions.name', { number })} · ${time(publishedAt, 'dateTime')}`,
  }));
}
