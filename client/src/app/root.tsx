// Around every page: the session is known before anything is shown, and the person's language is the page's.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Outlet } from 'react-router';
import { switchLanguage } from './language.ts';
import { sessionQuery } from './session.tsx';
import { WaitingPage } from './waiting-page.tsx';

export function Root() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const language = session?.state === 'signed-in' ? session.me.language : undefined;

  useEffect(() => {
    if (language) void switchLanguage(language);
  }, [language]);

  if (!session) return <WaitingPage error={error} onRetry={refetch} />;
  return <Outlet />;
}
