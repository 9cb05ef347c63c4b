// All English words of the pages behind the sign-in, in one chunk.
import { admin } from './admin.ts';
import { audit } from './audit.ts';
import { authors } from './authors.ts';
import { board } from './board.ts';
import { checks } from './checks.ts';
import { editor } from './editor.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { inbox } from './inbox.ts';
import { library } from './library.ts';
import { machine } from './machine.ts';
import { publishing } from './publishing.ts';
import { review } from './review.ts';
import { sections } from './sections.ts';
import { site } from './site.ts';
import { style } from './style.ts';
import { suggestions } from './suggestions.ts';
import { templates } from './templates.ts';
import { threads } from './threads.ts';
import { tools } from './tools.ts';
import { webhooks } from './webhooks.ts';

/** The words of the pages behind the sign-in, a namespace a feature. */
export const signedIn = {
  admin,
  audit,
  authors,
  board,
  checks,
  editor,
  help,
  history,
  imports,
  inbox,
  library,
  machine,
  publishing,
  review,
  sections,
  site,
  style,
  suggestions,
  templates,
  threads,
  tools,
  webhooks,
};
