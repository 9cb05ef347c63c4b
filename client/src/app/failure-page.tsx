// What a page shows in place of itself when it throws. A chunk that is gone means that a newer Galley was installed.
import { Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { MessagePage } from '../ui/message-page.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ApiProblem } from './api.ts';
import { problemText } from './problem-text.ts';

/** The router's page for whatever a page threw. Asks to reload. */
export function FailurePage() {
  const error = useRouteError();
  const { t } = useTranslation();
  const reload = <Button onClick={() => location.reload()}>{t('update.reload')}</Button>;
  if (isMissingChunk(error))
    return (
      <MessagePage title={t('update.title')} actions={reload}>
        {t('update.text')}
      </MessagePage>
    );
  return (
    <>
      <PageTitle>{t('failure.title')}</PageTitle>
      <MessagePage title={t('failure.title')} actions={reload}>
        <p>{error instanceof ApiProblem ? problemText(error) : t('failure.text')}</p>
        {error instanceof Error && !(error instanceof ApiProblem) && (
          <details>
            <summary>{t('failure.details')}</summary>
            <Code block>{error.message}</Code>
          </details>
        )}
      </MessagePage>
    </>
  );
}

function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /import|module script/i.test(error.message);
}
