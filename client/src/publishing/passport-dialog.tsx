// Holds the passport of a revision against the desk's records, and says what holds and what does not.
import type { PassportFinding } from '@galley/shared/api/passport-check.ts';
import { publishingRoutes } from '@galley/shared/contract/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Anchor, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import classes from './passport-dialog.module.css';

interface PassportDialogProps {
  article: ArticleId;
  number: number;
  /** Where readers find it; null for a revision that they don't see. */
  url: string | null;
  onClose: () => void;
}

export function PassportDialog({ article, number, url, onClose }: PassportDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const check = useQuery({
    queryKey: keys.passportCheck(article, number),
    queryFn: () => call(publishingRoutes.checkPassport, { params: { id: article, number: String(number) } }),
    // It is about this very moment.
    gcTime: 0,
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('passport.title', { number })}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <p className={classes.about}>{t('passport.about')}</p>
      {check.data ? (
        <Findings findings={check.data} />
      ) : check.isError ? (
        <LoadFailed onRetry={() => check.refetch()}>{t('passport.failed')}</LoadFailed>
      ) : (
        <div aria-busy>
          <Loader size="sm" />
        </div>
      )}
      {url !== null && check.data && check.data.length > 0 && (
        <p>
          <Anchor href={`${url}/passport.json`} target="_blank" rel="noopener" underline="always">
            {t('passport.file')}
          </Anchor>
        </p>
      )}
    </Dialog>
  );
}

const signs = { holds: IconCheck, fails: IconAlertTriangle, open: IconQuestionMark };

function Findings({ findings }: { findings: readonly PassportFinding[] }) {
  const { t } = useTranslation('publishing');
  if (findings.length === 0) return <p>{t('passport.none')}</p>;
  const fails = findings.some(({ outcome }) => outcome === 'fails');
  return (
    <>
      <p className={classes.verdict}>{t(fails ? 'passport.wrong' : 'passport.right')}</p>
      <ul className={classes.list}>
        {findings.map(({ check, outcome, parts }) => {
          const Sign = signs[outcome];
          const names = parts.map(({ section, name }) =>
            section ? t('passport.section', { name }) : t(`passport.part.${name as 'headline'}`),
          );
          return (
            <li key={check} data-outcome={outcome}>
              <Sign size={16} aria-label={t(`passport.outcome.${outcome}`)} />
              <span>
                {t(`passport.check.${check}`)}
                {names.length > 0 && ` (${names.join(', ')})`}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
