// The HTTP interface below /api, by what it is about. The browser imports the parts that it needs.
import { articleRoutes } from './articles.ts';
import { auditRoutes } from './audit.ts';
import { authorRoutes } from './authors.ts';
import type { Route } from './define-route.ts';
import { historyRoutes } from './history.ts';
import { houseStyleRoutes } from './house-style.ts';
import { importRoutes } from './imports.ts';
import { interfaceRoutes } from './interface.ts';
import { inviteRoutes } from './invites.ts';
import { machineMadeRoutes } from './machine-made.ts';
import { mediaRoutes } from './media.ts';
import { notificationRoutes } from './notifications.ts';
import { ownAccountRoutes } from './own-account.ts';
import { passkeyRoutes } from './passkeys.ts';
import { passwordResetRoutes } from './password-resets.ts';
import { peopleRoutes } from './people.ts';
import { pictureRoutes } from './pictures.ts';
import { previewRoutes } from './previews.ts';
import { publishingRoutes } from './publishing.ts';
import { sectionRoutes } from './sections.ts';
import { signingInRoutes } from './signing-in.ts';
import { siteRoutes } from './site.ts';
import { siteSectionRoutes } from './site-sections.ts';
import { subscriberRoutes } from './subscribers.ts';
import { suggestionRoutes } from './suggestions.ts';
import { templateRoutes } from './templates.ts';
import { textCheckRoutes } from './text-check.ts';
import { threadRoutes } from './threads.ts';
import { webhookRoutes } from './webhooks.ts';

/** Routes by their names, which no two have in common, in groups. */
export const contract = {
  signingIn: signingInRoutes,
  ownAccount: ownAccountRoutes,
  passkeys: passkeyRoutes,
  people: peopleRoutes,
  invites: inviteRoutes,
  passwordResets: passwordResetRoutes,
  articles: articleRoutes,
  templates: templateRoutes,
  houseStyle: houseStyleRoutes,
  sections: sectionRoutes,
  threads: threadRoutes,
  suggestions: suggestionRoutes,
  textChecks: textCheckRoutes,
  history: historyRoutes,
  machineMade: machineMadeRoutes,
  imports: importRoutes,
  publishing: publishingRoutes,
  previews: previewRoutes,
  media: mediaRoutes,
  pictures: pictureRoutes,
  notifications: notificationRoutes,
  authors: authorRoutes,
  site: siteRoutes,
  siteSections: siteSectionRoutes,
  subscribers: subscriberRoutes,
  webhooks: webhookRoutes,
  audit: auditRoutes,
  interface: interfaceRoutes,
} as const satisfies Record<string, Record<string, Route>>;
