// The schema's history, the same steps for both databases. A step that has been released is never changed.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StorageKind } from './dialect.ts';
import { createDeskTables } from './migrations/0001-desk.ts';
import { guardRevisions } from './migrations/0002-revisions.ts';
import { guardJournal } from './migrations/0003-journal.ts';
import { createSectionStates } from './migrations/0004-section-states.ts';
import { createThreads } from './migrations/0005-threads.ts';
import { createHistory } from './migrations/0006-history.ts';
import { addLiveLanguage } from './migrations/0007-live-language.ts';
import { indexBoardCounts } from './migrations/0008-board-counts.ts';
import { createNotifications } from './migrations/0009-notifications.ts';
import { createSuggestions } from './migrations/0010-suggestions.ts';
import { createAudit } from './migrations/0011-audit.ts';
import { createTelling } from './migrations/0012-telling.ts';
import { createWebhooks } from './migrations/0013-webhooks.ts';
import { suggestLines } from './migrations/0014-suggested-lines.ts';
import { createOrigins } from './migrations/0015-origins.ts';
import { createOutbox } from './migrations/0016-outbox.ts';
import { createQuarantine } from './migrations/0017-quarantine.ts';
import { addFeedIds } from './migrations/0020-feed-ids.ts';
import { createSiteVersion } from './migrations/0027-site-version.ts';
import { createSchedule } from './migrations/0028-schedule.ts';
import { indexUploads } from './migrations/0030-uploads.ts';
import { createPasswordResets } from './migrations/0031-password-resets.ts';
import { addSessionSeen } from './migrations/0032-session-seen.ts';
import { createSecondFactors } from './migrations/0033-second-factors.ts';
import { createPreviewLinks } from './migrations/0037-preview-links.ts';
import { addNoteKinds } from './migrations/0038-note-kinds.ts';
import { addProjected } from './migrations/0040-projected.ts';
import { addArticleFacts } from './migrations/0041-article-facts.ts';
import { addDeskWork } from './migrations/0044-desk-work.ts';
import { createSearchWords } from './migrations/0045-search-words.ts';
import { addPersonSettings } from './migrations/0046-person-settings.ts';
import { addPictureNotes } from './migrations/0047-picture-notes.ts';
import { addNotifiedSections } from './migrations/0050-notified-sections.ts';
import { createLiveTags } from './migrations/0051-live-tags.ts';
import { createAuthors } from './migrations/0052-authors.ts';
import { createSubscribers } from './migrations/0053-subscribers.ts';
import { nameSectionEventKinds } from './migrations/0054-section-event-kinds.ts';
import { createPassports } from './migrations/0055-passports.ts';
import { renewTagSlugs } from './migrations/0059-tag-slugs.ts';
import { createMachineMarks } from './migrations/0063-machine-marks.ts';
import { createMachineReviews } from './migrations/0064-machine-reviews.ts';
import { addSignInWays } from './migrations/0067-sign-in-ways.ts';
import { createPasskeys } from './migrations/0068-passkeys.ts';
import { createSiteSections } from './migrations/0069-site-sections.ts';
import { addSearchAndSocial } from './migrations/0070-search-and-social.ts';
import { addRelated } from './migrations/0071-related.ts';
import { createTranslations } from './migrations/0072-translations.ts';
import { addSeries } from './migrations/0073-series.ts';
import { addSocialTitle } from './migrations/0074-social-title.ts';
import { createPictureLibrary } from './migrations/0075-picture-library.ts';
import { nameSuggestedRegions } from './migrations/0076-suggested-regions.ts';
import { nameThreadRegions } from './migrations/0077-thread-regions.ts';
import { createRequestCounts } from './migrations/0079-request-counts.ts';
import { createStyleWords } from './migrations/0080-style-words.ts';
import { createExpiry } from './migrations/0081-expiry.ts';
import { createPings } from './migrations/0085-pings.ts';
import { createAvif } from './migrations/0086-avif.ts';
import { createPictureFiles } from './migrations/0090-picture-files.ts';
import { createImports } from './migrations/0093-imports.ts';
import { addNotifiedArticles } from './migrations/0095-notified-articles.ts';
import { createStorySearch } from './migrations/0098-story-search.ts';

/**
 * How the name of a step ends that takes away or changes what the Galley before it uses: nodes of that one can't run beside it and
 * do not start on it. A step with any other name only adds, and what it makes superfluous goes in a later version.
 */
export const keepsOlderOut = '-keeps-older-out';

/** All steps by name, in the order in which they run. */
export function migrations(kind: StorageKind): Record<string, Migration> {
  return {
    '0001-desk': { up: (db: Kysely<unknown>) => createDeskTables(db, kind) },
    '0002-revisions': { up: (db: Kysely<unknown>) => guardRevisions(db, kind) },
    '0003-journal': { up: (db: Kysely<unknown>) => guardJournal(db, kind) },
    '0004-section-states': { up: (db: Kysely<unknown>) => createSectionStates(db, kind) },
    '0005-threads': { up: createThreads },
    '0006-history': { up: (db: Kysely<unknown>) => createHistory(db, kind) },
    '0007-live-language': { up: addLiveLanguage },
    '0008-board-counts': { up: indexBoardCounts },
    '0009-notifications': { up: createNotifications },
    '0010-suggestions': { up: createSuggestions },
    '0011-audit': { up: (db: Kysely<unknown>) => createAudit(db, kind) },
    '0012-telling': { up: createTelling },
    '0013-webhooks': { up: createWebhooks },
    '0014-suggested-lines': { up: suggestLines },
    '0015-origins': { up: createOrigins },
    '0016-outbox': { up: createOutbox },
    '0017-quarantine': { up: createQuarantine },
    '0020-feed-ids': { up: addFeedIds },
    '0027-site-version': { up: createSiteVersion },
    '0028-schedule': { up: createSchedule },
    '0030-uploads': { up: indexUploads },
    '0031-password-resets': { up: createPasswordResets },
    '0032-session-seen': { up: addSessionSeen },
    '0033-second-factors': { up: createSecondFactors },
    '0037-preview-links': { up: createPreviewLinks },
    '0038-note-kinds': { up: addNoteKinds },
    '0040-projected': { up: addProjected },
    '0041-article-facts': { up: addArticleFacts },
    '0044-desk-work': { up: addDeskWork },
    '0045-search-words': { up: createSearchWords },
    '0046-person-settings': { up: addPersonSettings },
    '0047-picture-notes': { up: addPictureNotes },
    '0050-notified-sections': { up: addNotifiedSections },
    '0051-live-tags': { up: createLiveTags },
    '0052-authors': { up: createAuthors },
    '0053-subscribers': { up: createSubscribers },
    '0054-section-event-kinds': { up: nameSectionEventKinds },
    '0055-passports': { up: (db: Kysely<unknown>) => createPassports(db, kind) },
    '0059-tag-slugs': { up: renewTagSlugs },
    '0063-machine-marks': { up: (db: Kysely<unknown>) => createMachineMarks(db, kind) },
    '0064-machine-reviews': { up: (db: Kysely<unknown>) => createMachineReviews(db, kind) },
    '0067-sign-in-ways': { up: addSignInWays },
    '0068-passkeys': { up: createPasskeys },
    '0069-site-sections': { up: createSiteSections },
    '0070-search-and-social': { up: addSearchAndSocial },
    '0071-related': { up: addRelated },
    '0072-translations': { up: createTranslations },
    '0073-series': { up: addSeries },
    '0074-social-title': { up: addSocialTitle },
    '0075-picture-library': { up: (db: Kysely<unknown>) => createPictureLibrary(db, kind) },
    '0076-suggested-regions-keeps-older-out': { up: nameSuggestedRegions },
    '0077-thread-regions-keeps-older-out': { up: nameThreadRegions },
    '0079-request-counts': { up: createRequestCounts },
    '0080-style-words': { up: createStyleWords },
    '0081-expiry': { up: createExpiry },
    '0085-pings': { up: createPings },
    '0086-avif': { up: (db: Kysely<unknown>) => createAvif(db, kind) },
    '0090-picture-files': { up: (db: Kysely<unknown>) => createPictureFiles(db, kind) },
    '0093-imports': { up: createImports },
    '0095-notified-articles': { up: addNotifiedArticles },
    '0098-story-search': { up: (db: Kysely<unknown>) => createStorySearch(db, kind) },
  };
}
