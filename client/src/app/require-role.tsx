// What stands around pages that only some roles may open.
import type { Action } from '@galley/shared/access/roles.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { MessagePage } from '../ui/message-page.tsx';
import { useMay } from './session.tsx';

/** Lets through whose role allows the action; tells the others so. */
export function RequireRole({ action }: { action: Action }) {
  const { t } = useTranslation();
  if (useMay(action)) return <Outlet />;
  return (
    <MessagePage
      title={t('notAllowed.title')}
      actions={
        <Button component={Link} to="/">
          {t('notFound.home')}
        </Button>
      }
    >
      {t('notAllowed.text')}
    </MessagePage>
  );
}
