// What stands around the desk's pages for people who are signed in: their session, clock, live events and outbox.
import { ModalsProvider } from '@mantine/modals';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { startLive } from './app/live.ts';
import { MeContext, useMe, useSession } from './app/session.tsx';
import { useLeftovers } from './leftovers.ts';
import { useOpenOutbox } from './outbox/use-open-outbox.ts';
import { commandsOver } from './review/commands.ts';
import { OutboxContext } from './review/outbox-context.ts';
import { ClockContext } from './ui/clock-context.ts';

/** Lets signed-in people through; others go to sign in, to set up a second factor or the desk, and come back by `?next=`. */
export function RequireSession() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const location = useLocation();
  const me = session?.state === 'signed-in' ? session.me : null;
  const clock = me?.clock ?? null;
  const deskZone = session?.state === 'signed-in' ? session.timeZone : undefined;
  const clocks = useMemo(() => ({ clock, deskZone }), [clock, deskZone]);
  const signedIn = me?.id;
  // Whoever was here and is signed out did not do it in this tab: that would have opened the sign-in page anew.
  const wasSignedIn = useRef(false);
  if (signedIn !== undefined) wasSignedIn.current = true;

  useEffect(() => (signedIn === undefined ? undefined : startLive(client)), [client, signedIn]);

  if (session?.state === 'setup') return <Navigate to="/set-up" replace />;
  if (!me) {
    const here = location.pathname + location.search;
    const isLacking = session?.state === 'second-factor-missing';
    const params = new URLSearchParams({
      ...(here === '/' ? {} : { next: here }),
      ...(wasSignedIn.current && !isLacking ? { signedOut: '' } : {}),
    });
    const path = isLacking ? '/second-factor' : '/sign-in';
    return <Navigate to={params.size === 0 ? path : `${path}?${params}`} replace />;
  }
  return (
    <MeContext value={me}>
      <ClockContext value={clocks}>
        <Sending>
          <ModalsProvider labels={{ confirm: t('save'), cancel: t('cancel') }}>
            <Outlet />
          </ModalsProvider>
        </Sending>
      </ClockContext>
    </MeContext>
  );
}

/** Sends what the person has done on this device and the server lacks; shows its children once there is an outbox. */
function Sending({ children }: { children: ReactNode }) {
  const { id } = useMe();
  const client = useQueryClient();
  const options = useMemo(() => ({ user: id, ...commandsOver(client) }), [id, client]);
  const outbox = useOpenOutbox(options);
  useLeftovers();
  return outbox && <OutboxContext value={outbox}>{children}</OutboxContext>;
}
