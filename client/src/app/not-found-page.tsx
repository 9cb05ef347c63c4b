// The page for addresses that there are not.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MessagePage } from '../ui/message-page.tsx';
import { PageTitle } from '../ui/page-title.tsx';

/** For addresses that no page has, with the way back to the board. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <MessagePage
        title={t('notFound.title')}
        actions={
          <Button component={Link} to="/">
            {t('notFound.home')}
          </Button>
        }
      >
        {t('notFound.text')}
      </MessagePage>
    </main>
  );
}
