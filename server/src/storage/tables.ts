// The rows of Galley, for Kysely. Times are ISO 8601 strings in UTC, truth values 0 and 1, JSON is text: so SQLite
// and PostgreSQL hold the same values. Bytes are the one type that the databases name differently (see dialect.ts).
import type { AccountTables } from './tables/accounts.ts';
import type { ArticleTables } from './tables/articles.ts';
import type { DeskTables } from './tables/desk.ts';
import type { EventTables } from './tables/events.ts';
import type { JournalTables } from './tables/journal.ts';
import type { MediaTables } from './tables/media.ts';
import type { PublishingTables } from './tables/publishing.ts';
import type { ReviewTables } from './tables/review.ts';
import type { SiteTables } from './tables/site.ts';

/** All tables by their names. */
export interface Tables
  extends AccountTables,
    ArticleTables,
    JournalTables,
    ReviewTables,
    PublishingTables,
    SiteTables,
    MediaTables,
    EventTables,
    DeskTables {}
