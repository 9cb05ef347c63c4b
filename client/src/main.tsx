// Starts the desk in the browser: the session and the first page’s code are fetched while its words come.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/inter/wght-italic.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from './app/i18n.ts';
import { rememberedLanguage } from './app/language.ts';
import { finishLeaving } from './app/leaving.ts';
import { startOffline } from './app/offline.ts';
import { createQueryClient } from './app/query-client.ts';
import { sessionQuery } from './app/session.tsx';
import { App } from './app.tsx';
import { createRouter } from './routes.tsx';
import { noteFocus } from './ui/focus-history.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
noteFocus();
const client = createQueryClient();
void finishLeaving();
void client.prefetchQuery(sessionQuery);
const language = rememberedLanguage();
document.documentElement.lang = language;
const words = startWords(language);
// It fetches the first page's chunk at once.
const router = createRouter(client);
await words;
createRoot(root).render(
  <StrictMode>
    <App client={client} router={router} />
  </StrictMode>,
);
void startOffline();
