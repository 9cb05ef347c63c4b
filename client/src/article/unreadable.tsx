// The banner of an article whose last changes can't be read, and the admin's way on.
import { may } from '@galley/shared/access/roles.ts';
import { historyRoutes } from '@galley/shared/contract/history.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { showProblem } from '../app/toasts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './article-page.module.css';

export function Unreadable({ article, goodAt }: { article: ArticleId; goodAt: string | null }) {
  const { t } = useTranslation('editor');
  const me = useMe();
  const [asking, question] = useDisclosure();
  const recovery = useMutation({
    mutationFn: () => call(historyRoutes.recoverArticle, { params: { id: article } }),
    onSuccess: () => notifications.show({ message: t('unreadable.done') }),
    onError: showProblem,
    onSettled: question.close,
  });
  const time = useTimes();
  const why =
    goodAt === null ? t('unreadable.whyEmpty') : t('unreadable.why', { time: time(goodAt, 'dateTime') });
  return (
    <Alert color="orange" className={classes.denied ?? ''} title={t('unreadable.title')} role="alert">
      <Text size="sm">{why}</Text>
      {may(me.role, 'article.recover') && (
        <Button mt="sm" size="compact-sm" variant="default" onClick={question.open}>
          {t('unreadable.continue')}
        </Button>
      )}
      <Dialog opened={asking} onClose={question.close} title={t('unreadable.continue')}>
        <Text size="sm">{t('unreadable.ask')}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={question.close}>
            {t('unreadable.cancel')}
          </Button>
          <Button loading={recovery.isPending} onClick={() => recovery.mutate()}>
            {t('unreadable.continue')}
          </Button>
        </Group>
      </Dialog>
    </Alert>
  );
}
