// Gates before pages: a session, or a role that may do what the page is for.
import type { Action } from '@galley/shared/access/roles.ts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { OutboxProvider } from '../outbox/outbox-provider.tsx';
import { MessagePage } from '../ui/message-page.tsx';
import { startLive } from './live.ts';
import { MeContext, useMay, useSession } from './session.tsx';

/** Lets signed-in people through; others go to the sign-in or the set-up page, and come back by `?next=`. */
export function RequireSession() {
  const session = useSession();
  const client = useQueryClient();
  const location = useLocation();
  const me = session?.state === 'signed-in' ? session.me : null;
  const signedIn = me?.id;
  // Whoever was here and is signed out did not do it in this tab: that would have opened the sign-in page anew.
  const wasSignedIn = useRef(false);
  if (signedIn !== undefined) wasSignedIn.current = true;

  useEffect(() => (signedIn === undefined ? undefined : startLive(client)), [client, signedIn]);

  if (session?.state === 'setup') return <Navigate to="/set-up" replace />;
  if (!me) {
    const here = location.pathname + location.search;
    const params = new URLSearchParams({
      ...(here === '/' ? {} : { next: here }),
      ...(wasSignedIn.current ? { signedOut: '' } : {}),
    });
    return <Navigate to={params.size === 0 ? '/sign-in' : `/sign-in?${params}`} replace />;
  }
  return (
    <MeContext value={me}>
      <OutboxProvider>
        <Outlet />
      </OutboxProvider>
    </MeContext>
  );
}

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
