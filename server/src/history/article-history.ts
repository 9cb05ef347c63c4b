// What history answers of one article.
import type {
  Authorship,
  comparisonSchema,
  History,
  historyQuerySchema,
  Moment,
  Version,
} from '@galley/shared/api/history.ts';
import type { ArticleContent } from '@galley/shared/article/content.ts';
import type { ArticleId, SectionId, UserId } from '@galley/shared/ids.ts';
import type { z } from 'zod';
import type { JsonBytes } from '../workers/json.ts';
import type { Versions } from './versions.ts';

/** What the routes ask of history. */
export interface ArticleHistory {
  knows(article: ArticleId): Promise<boolean>;
  page(article: ArticleId, input: z.output<typeof historyQuerySchema>): Promise<History>;
  versions: Versions;
  contentAt(article: ArticleId, moment: Moment): Promise<JsonBytes<ArticleContent> | null>;
  /** What differs between two contents; null stands for no article at all. */
  compared(
    from: JsonBytes<ArticleContent> | null,
    to: JsonBytes<ArticleContent>,
  ): Promise<JsonBytes<z.input<typeof comparisonSchema>>>;
  restore(
    article: ArticleId,
    input: {
      moment: Moment;
      content: JsonBytes<ArticleContent>;
      sections: readonly SectionId[] | null;
      except: readonly SectionId[];
    },
    by: UserId,
  ): Promise<RestoreOutcome>;
  /** Goes on from the last good state of an article whose journal can't be read to its end; false where it can. */
  recover(article: ArticleId, by: UserId): Promise<boolean>;
  authorship(article: ArticleId): Promise<JsonBytes<Authorship>>;
  /** The same as a table. */
  authorshipTable(article: ArticleId): Promise<string>;
}

type RestoreOutcome =
  | { type: 'restored'; kept: Version; sections: SectionId[] }
  | { type: 'sealed'; sections: readonly SectionId[] }
  | { type: 'too-large' };
