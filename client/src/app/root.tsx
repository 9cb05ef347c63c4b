// Around every page: the session is known before anything is shown, and the person's language is the page's.
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { Outlet } from 'react-router';
import { switchLanguage } from './language.ts';
import { sessionQuery } from './session.tsx';
import { WaitingPage } from './waiting-page.tsx';

/** Shows the page once the session and the person's words are there, and until then that it waits. */
export function Root() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const language = session && 'me' in session ? session.me.language : undefined;

  // The first page waits for the person's words; a page that is open keeps what is in it while others are loaded.
  const [begun, setBegun] = useState(false);

  useEffect(() => {
    if (language) void switchLanguage(language).finally(() => setBegun(true));
  }, [language]);

  const waitsForWords = !begun && language !== undefined && language !== i18next.language;
  if (!session || waitsForWords) return <WaitingPage error={error} onRetry={refetch} />;
  return <Outlet />;
}
