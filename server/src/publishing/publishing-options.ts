// What publishing stands on.
import type { StyleWord } from '@galley/shared/api/house-style.ts';
import type { PassportFinding } from '@galley/shared/api/passport-check.ts';
import type { PictureFacts } from '@galley/shared/article/picture-files.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { TemplateStore } from '../articles/templates.ts';
import type { LanguageBlocking } from '../checks/language-blocking.ts';
import type { Documents } from '../collab/documents.ts';
import type { DeskEvents } from '../events/desk-events.ts';
import type { Live } from '../events/live.ts';
import type { Versions } from '../history/versions.ts';
import type { Passports } from '../passports/passports.ts';
import type { Approvals } from '../review/approvals.ts';
import type { MachineTexts } from '../review/machine-texts.ts';
import type { SiteVersion } from '../site/site-version.ts';
import type { Storage } from '../storage/storage.ts';
import type { Tables } from '../storage/tables.ts';

export interface PublishingOptions {
  storage: Storage;
  documents: Documents;
  approvals: Approvals;
  /** Make and sign the passport of each revision. */
  passports: Passports;
  /** Holds the passport of a revision against the desk's records; empty where it has none. */
  checkPassport(article: ArticleId, number: number): Promise<PassportFinding[]>;
  /** What of texts a machine made. */
  machineTexts: MachineTexts;
  /** Keeps the article as it was when it was published. */
  versions: Pick<Versions, 'keep'>;
  sessions: Sessions;
  live: Live;
  events: DeskEvents;
  templates: TemplateStore;
  /** What is known of uploaded pictures. */
  pictures: {
    facts(ids: readonly string[], within?: Kysely<Tables>): Promise<ReadonlyMap<string, PictureFacts>>;
  };
  /** The house style list, by which texts are checked. */
  houseStyle: { words(within: Kysely<Tables>): Promise<StyleWord[]> };
  /** Spelling and grammar, where a template lets them block: asked before an article is held. */
  language: LanguageBlocking;
  /** What tells all nodes that the public site has changed. */
  siteVersion: Pick<SiteVersion, 'raise' | 'announce'>;
  /** Where the public site is, without a path. */
  url: string;
  /** The desk's, of the IANA database: times of publication are chosen in it. */
  timeZone(): Promise<string>;
  log: Logger;
}
