// Which page is at which address. Each page is a chunk of its own, so the board never waits for the editor.
import { articleIdOf } from '@galley/shared/ids.ts';
import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, type LazyRouteFunction, type RouteObject } from 'react-router';
import { FailurePage } from './app/failure-page.tsx';
import { needSignedInWords } from './app/i18n.ts';
import { NotFoundPage } from './app/not-found-page.tsx';
import { recovering } from './app/recovering.tsx';
import { RequireRole } from './app/require-role.tsx';
import { Root } from './app/root.tsx';
import { sessionQuery } from './app/session.tsx';

/** A page for `lazy`: the module's exported component becomes the route's. */
function page<Name extends string>(
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
): LazyRouteFunction<RouteObject> {
  return async () => ({ Component: recovering((await load())[name]) });
}

/** The page of an article, which asks for what it shows before there is a page to show it in. */
function articlePage(client: QueryClient): LazyRouteFunction<RouteObject> {
  return async () => {
    const { ArticlePage, prefetchArticle } = await import('./article/article-page.tsx');
    return {
      Component: recovering(ArticlePage),
      loader: ({ params }) => {
        const id = articleIdOf(params.id);
        void client
          .ensureQueryData(sessionQuery)
          .then(({ state }) => state === 'signed-in' && id !== null && prefetchArticle(client, id))
          // The page asks once more, and says what is wrong.
          .catch(() => undefined);
        return null;
      },
      shouldRevalidate: ({ currentParams, nextParams }) => currentParams.id !== nextParams.id,
    };
  };
}

/** What stands around the pages behind the sign-in, and their words. */
async function behindSignIn() {
  const [{ RequireSession }] = await Promise.all([import('./require-session.tsx'), needSignedInWords()]);
  return { RequireSession };
}

/** Pages for everybody, signed in or not. */
const openPages: RouteObject[] = [
  { path: 'sign-in', lazy: page(() => import('./accounts/sign-in-page.tsx'), 'SignInPage') },
  {
    path: 'second-factor',
    lazy: page(() => import('./accounts/second-factor-page.tsx'), 'SecondFactorPage'),
  },
  { path: 'set-up', lazy: page(() => import('./accounts/set-up-page.tsx'), 'SetUpPage') },
  {
    path: 'forgot-password',
    lazy: page(() => import('./accounts/forgot-password-page.tsx'), 'ForgotPasswordPage'),
  },
  { path: 'reset/:token', lazy: page(() => import('./accounts/reset-page.tsx'), 'ResetPage') },
  { path: 'invite/:token', lazy: page(() => import('./accounts/invite-page.tsx'), 'InvitePage') },
];

/** Pages within the desk's header, for people who are signed in. */
const deskPages = (client: QueryClient): RouteObject[] => [
  { path: 'profile', lazy: page(() => import('./accounts/profile-page.tsx'), 'ProfilePage') },
  { path: 'guide', lazy: page(() => import('./app/guide-page.tsx'), 'GuidePage') },
  { index: true, lazy: page(() => import('./board/board-page.tsx'), 'BoardPage') },
  { path: 'pictures', lazy: page(() => import('./media/library-page.tsx'), 'LibraryPage') },
  { path: 'articles/:id', lazy: articlePage(client) },
];

/** Pages that only admins may open. */
const adminPages: RouteObject[] = [
  { path: 'templates', lazy: page(() => import('./admin/templates-page.tsx'), 'TemplatesPage') },
  { path: 'templates/new', lazy: page(() => import('./admin/template-page.tsx'), 'TemplatePage') },
  { path: 'templates/:id', lazy: page(() => import('./admin/template-page.tsx'), 'TemplatePage') },
];

/** Pages for those who keep the house style. */
const stylePages: RouteObject[] = [
  { path: 'house-style', lazy: page(() => import('./admin/house-style-page.tsx'), 'HouseStylePage') },
];

/** Pages for those who manage people. */
const peoplePages: RouteObject[] = [
  { path: 'people', lazy: page(() => import('./admin/people-page.tsx'), 'PeoplePage') },
];

/** Pages for those who may see what everybody did. */
const auditPages: RouteObject[] = [
  { path: 'audit', lazy: page(() => import('./admin/audit-page.tsx'), 'AuditPage') },
];

/** Pages for those who connect other programs with the desk. */
const webhookPages: RouteObject[] = [
  { path: 'webhooks', lazy: page(() => import('./admin/webhooks-page.tsx'), 'WebhooksPage') },
];

/** Pages for those who set up the public site. */
const sitePages: RouteObject[] = [
  { path: 'site', lazy: page(() => import('./admin/site-page.tsx'), 'SitePage') },
  { path: 'authors', lazy: page(() => import('./admin/authors-page.tsx'), 'AuthorsPage') },
];

/** The first page's chunk comes in a blink; Root shows a loader where the session takes longer. */
const Nothing = () => null;

/** The router of the whole interface. */
export function createRouter(client: QueryClient) {
  return createBrowserRouter(
    [
      {
        Component: recovering(Root),
        ErrorBoundary: FailurePage,
        HydrateFallback: Nothing,
        children: [
          ...openPages,
          {
            lazy: page(behindSignIn, 'RequireSession'),
            children: [
              {
                lazy: page(() => import('./app/shell.tsx'), 'Shell'),
                children: [
                  {
                    ErrorBoundary: FailurePage,
                    children: [
                      ...deskPages(client),
                      { element: <RequireRole action="template.manage" />, children: adminPages },
                      { element: <RequireRole action="style.manage" />, children: stylePages },
                      { element: <RequireRole action="people.manage" />, children: peoplePages },
                      { element: <RequireRole action="audit.read" />, children: auditPages },
                      { element: <RequireRole action="webhook.manage" />, children: webhookPages },
                      { element: <RequireRole action="site.manage" />, children: sitePages },
                    ],
                  },
                ],
              },
            ],
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
    { basename: '/desk' },
  );
}
