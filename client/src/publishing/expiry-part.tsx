// When the public page is taken down by itself, and how that is set, changed and removed.
import type { Publication } from '@galley/shared/api/publishing.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Alert, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMay } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { useTimes } from '../ui/times.ts';
import { ExpiryDialog } from './expiry-dialog.tsx';
import { Part } from './part.tsx';
import classes from './public-state.module.css';
import { useRemoveExpiry } from './publication.ts';

interface ExpiryPartProps {
  article: ArticleId;
  publication: Publication;
}

export function ExpiryPart({ article, publication }: ExpiryPartProps) {
  const { t } = useTranslation('publishing');
  const timeText = useTimes();
  const people = usePeople();
  const mayWithdraw = useMay('article.withdraw');
  const [opened, dialog] = useDisclosure();
  const remove = useRemoveExpiry(article, () => showToast(t('expiry.removed')));
  const { expiry, live } = publication;
  // Whoever has a text in hand that nobody has published yet needs no more buttons than there are.
  if (!expiry && (!mayWithdraw || (live === null && !publication.scheduled))) return null;
  const isOver = expiry !== null && live === null && new Date(expiry.at) <= new Date();
  return (
    <Part title={t('expiry.part')}>
      {expiry && (
        <>
          <p className={classes.line}>
            <IconHourglass size={16} aria-hidden />{' '}
            <time dateTime={expiry.at}>{timeText(expiry.at, 'zoned', expiry.timeZone)}</time>
          </p>
          <p className={classes.act}>
            {t('state.by', { name: people.get(expiry.by)?.name ?? t('state.somebody') })}
          </p>
          {expiry.note !== '' && <blockquote className={classes.note}>{expiry.note}</blockquote>}
          {isOver && (
            <Alert color="orange" variant="light" role="alert" my="xs">
              {t('expiry.over')}
            </Alert>
          )}
        </>
      )}
      {mayWithdraw && (
        <Group gap="xs" mt={expiry ? 'xs' : 0}>
          <Button size="compact-sm" variant="default" onClick={dialog.open}>
            {t(expiry ? 'expiry.change' : 'expiry.open')}
          </Button>
          {expiry && (
            <Button
              size="compact-sm"
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onError: showProblem })}
            >
              {t('expiry.remove')}
            </Button>
          )}
        </Group>
      )}
      {opened && <ExpiryDialog article={article} publication={publication} onClose={dialog.close} />}
    </Part>
  );
}
