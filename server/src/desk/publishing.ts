// What makes a text public: publishing, and the passport of what was published.
import { type ArticleId, documentNameOf } from '@galley/shared/ids.ts';
import { signingSecret } from '../accounts/secret.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { createLanguageBlocking } from '../checks/language-blocking.ts';
import { ensureDeskKey, signingKey } from '../passports/desk-keys.ts';
import { createPassports } from '../passports/passports.ts';
import { keptPassport, recomputed } from '../passports/recompute.ts';
import { keepFeedIds } from '../publishing/feed-ids.ts';
import { createPublishing } from '../publishing/publishing.ts';
import { createMachineTexts } from '../review/machine-texts.ts';
import { createShares } from '../review/shares.ts';
import type { Ground } from './ground.ts';
import type { TextParts } from './text.ts';

/** Opens it over the texts; nothing is published by its time before it is started. */
export async function openPublishing(ground: Ground, text: TextParts, sessions: Sessions) {
  const { config, storage, journal, approvals, templates, events } = ground;
  const { siteVersion, siteName, timeZone, url, log } = ground;
  const { documents, live, versions, wordOrigins, pictures, houseStyle, languageTool } = text;
  const { db } = storage;
  const secret = await signingSecret(storage, config.secret);
  await ensureDeskKey(db, secret, log);
  const passports = createPassports({
    approvals,
    shares: createShares(wordOrigins),
    key: signingKey(secret),
    siteName,
    url,
  });
  const checkPassport = async (article: ArticleId, number: number) => {
    const passport = await keptPassport(db, article, number);
    if (!passport) return [];
    const sources = {
      db,
      entries: (id: ArticleId, after: number, limit: number) =>
        journal.entries(documentNameOf(id), after, limit),
      origins: (id: ArticleId) => wordOrigins.read(db, id),
    };
    return await recomputed(sources, article, passport);
  };
  const publishing = createPublishing({
    storage,
    documents,
    approvals,
    passports,
    checkPassport,
    versions,
    sessions,
    live,
    events,
    templates,
    pictures,
    houseStyle,
    siteVersion,
    url,
    timeZone,
    log,
    machineTexts: createMachineTexts(storage, wordOrigins),
    language: createLanguageBlocking(languageTool),
  });
  await keepFeedIds(db, url);
  return publishing;
}
