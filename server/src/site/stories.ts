// What the public may read: the revisions that articles are live with, and nothing of the articles themselves.
import { type Passport, passportSchema } from '@galley/shared/api/passport.ts';
import {
  type NoteKind,
  type RevisionMetadata,
  revisionMetadataSchema,
  type WholeRevision,
} from '@galley/shared/api/publishing.ts';
import { type ArticlePicture, picturesOf } from '@galley/shared/article/article-pictures.ts';
import { type ArticleContent, articleContentSchema, type Lead } from '@galley/shared/article/content.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { publicTexts } from '@galley/shared/article/public/public-text.ts';
import { type ArticleId, articleIdOf, isId, type MediaId, type SiteSectionId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Tables } from '../storage/tables.ts';
import { type Changed, changedBetween, type PagePart, partsOnPage } from './changed-parts.ts';
import { withAvifAdded } from './earlier-pictures.ts';

/** A revision as the site shows it. */
export interface Story {
  /** Names this revision of this article; what it names never changes. */
  key: string;
  number: number;
  slug: string;
  headline: string;
  dek: string;
  /** The dek or, without one, the first sentence; empty for an article without text. */
  summary: string;
  /** What search engines and shared links show of it. */
  elsewhere: { title: string; socialTitle: string; description: string };
  /** What feeds call the article. */
  feedId: string;
  lead: Lead;
  /** The lead picture's file: its media type and size; null where there is none. */
  leadFile: { type: string; bytes: number } | null;
  /** Those of the text too. */
  pictures: ArticlePicture[];
  metadata: RevisionMetadata;
  html: string;
  /** The words of the lead picture and of the page's sections, a line for each block; of very long ones the beginning. */
  text: string;
  /** When this revision went out. */
  publishedAt: string;
  /** When a public note last said that the story was changed; without one when it was first published. */
  updatedAt: string;
  /** The public word on what this revision changed; null where there is none. */
  change: { note: string; kind: NoteKind } | null;
}

/** What of a revision is shown. */
type Shown = Pick<
  WholeRevision,
  'number' | 'slug' | 'html' | 'publishedAt' | 'metadata' | 'content' | 'note' | 'noteKind'
>;

/** A public word on what changed in an article after it went out. */
export interface Correction {
  note: string;
  kind: NoteKind;
  at: string;
  /** What of the story was changed with it, as far as that stands there still. */
  changed: readonly PagePart[];
}

/** A correction or clarification with the story as it is public now, and the number of the revision that brought it. */
export interface StoryCorrection extends Correction {
  story: Story;
  number: number;
}

/** What an address leads to. */
type Found =
  | { type: 'story'; story: Story; corrections: Correction[] }
  | { type: 'moved'; slug: string }
  | WithdrawnStory;

/** What is left of a story that was withdrawn. */
export interface WithdrawnStory {
  type: 'withdrawn';
  feedId: string;
  /** Of its last revision. */
  number: number;
  language: Language;
  note: string;
  at: string;
}

/** Which stories are meant; all of them without a word. */
export interface StoryRange {
  language?: Language;
  /** The slug of a tag that they have. */
  tag?: string;
  /** The slug of somebody by whom they are. */
  author?: string;
  /** The id of the section of the site that they are in. */
  section?: SiteSectionId;
}

export interface Stories {
  /** What stands at this slug, or null where nothing ever did. */
  at(slug: string): Promise<Found | null>;
  /** A revision that is not published, as it would be, with the public words on what changed before. */
  draft(revision: WholeRevision): Promise<{ story: Story; corrections: Correction[] }>;
  /** Live stories by their first publication, the newest first; with `since` only those of that moment and after it. */
  latest(range: StoryRange & { limit: number; offset?: number; since?: string }): Promise<Story[]>;
  /** The slugs of the tags that live stories have, in their alphabet's order. */
  tags(limit: number): Promise<string[]>;
  /** Those of these articles that are live, in this order. */
  of(articles: readonly string[]): Promise<Story[]>;
  /** The same from the other end, the oldest first. */
  oldest(range: { limit: number; offset: number }): Promise<Story[]>;
  /** An uploaded picture's address and size; null where there is none. */
  picture(media: string): Promise<{ path: string; width: number; height: number } | null>;
  /** What was corrected or clarified in live stories, the newest first; updates are none. */
  corrections(range: { language?: Language; limit: number; offset?: number }): Promise<StoryCorrection[]>;
  /** What was published or withdrawn, each story once by its last change, the newest first; with `since` after that moment. */
  changes(range: {
    limit: number;
    since?: string;
  }): Promise<({ type: 'story'; story: Story } | WithdrawnStory)[]>;
  /** The passport of a story's revision; null for those from before there were passports. */
  passport(story: Story): Promise<Passport | null>;
  /** How many stories are live in each language. */
  counts(): Promise<ReadonlyMap<Language, number>>;
}

const cacheCharacters = 24_000_000;
const longestText = 40_000;
/** Of so many revisions it is known what they changed. */
const mostChanges = 5000;

export function createStories(db: Kysely<Tables>): Stories {
  const cache = new LRUCache<string, Story>({
    maxSize: cacheCharacters,
    sizeCalculation: ({ html, text }) => html.length + text.length + 2000,
  });

  const changes = new LRUCache<string, Promise<Changed>>({ max: mostChanges });
  // Whole texts are read for it: a page of many notes reads them one after the other.
  const reading = pLimit(1);

  const story = async (article: ArticleId, number: number, feedId: string): Promise<Story> => {
    const key = `${article}/${number}`;
    const known = cache.get(key);
    if (known) return known;
    const row = await db
      .selectFrom('revision')
      .select(['slug', 'metadata', 'content', 'html', 'publishedAt', 'note', 'noteKind'])
      .where('article', '=', article)
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const updatedAt = (await updateOf(article, number)) ?? row.publishedAt;
    const loaded = await storyOf(key, feedId, updatedAt, {
      ...row,
      number,
      content: articleContentSchema.parse(JSON.parse(row.content)),
      metadata: revisionMetadataSchema.parse(JSON.parse(row.metadata)),
      noteKind: row.noteKind as NoteKind,
    });
    cache.set(key, loaded);
    return loaded;
  };

  /** Changes with a public note count; another slug or tag alone is none. */
  const updateOf = async (article: ArticleId, until: number): Promise<string | null> => {
    const row = await db
      .selectFrom('revision')
      .select('publishedAt')
      .where('article', '=', article)
      .where('number', '<=', until)
      .where((eb) => eb.or([eb('number', '=', 1), eb('note', '!=', '')]))
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.publishedAt ?? null;
  };

  const storyOf = async (key: string, feedId: string, updatedAt: string, revision: Shown): Promise<Story> => {
    const { number, slug, publishedAt, metadata, note, noteKind } = revision;
    const html = withAvifAdded(revision.html);
    const { headline, dek, lead, sections } = revision.content;
    const summary = dek || firstSentence(sections, metadata.language);
    const leadFile = lead.media === '' ? null : await fileOf(lead.media);
    const picture = lead.media === '' ? [] : [lead.caption, lead.credit];
    const shown = [...picture, ...publicTexts(revision.content, metadata.sections)].join('\n');
    const text = shown.slice(0, longestText).toWellFormed();
    const { title, socialTitle, description } = metadata.elsewhere;
    const found = title || headline;
    const elsewhere = {
      title: found,
      socialTitle: socialTitle || found,
      description: description || summary,
    };
    const words = { slug, headline, dek, summary, elsewhere, html, text };
    const pictures = picturesOf({ lead, sections });
    const change = note === '' ? null : { note, kind: noteKind };
    const times = { publishedAt, updatedAt };
    return { key, number, ...words, feedId, lead, leadFile, pictures, metadata, ...times, change };
  };

  const fileOf = async (media: MediaId): Promise<Story['leadFile']> => {
    const file = await db
      .selectFrom('picture')
      .select(['mime as type', 'size as bytes'])
      .where('id', '=', media)
      .executeTakeFirst();
    return file ?? null;
  };

  const contentOf = async (article: ArticleId, number: number): Promise<ArticleContent | null> => {
    const row = await db
      .selectFrom('revision')
      .select('content')
      .where('article', '=', article)
      .where('number', '=', number)
      .executeTakeFirst();
    return row ? articleContentSchema.parse(JSON.parse(row.content)) : null;
  };

  const changedIn = (article: ArticleId, number: number): Promise<Changed> => {
    const key = `${article}/${number}`;
    const known = changes.get(key);
    if (known) return known;
    const changed = reading(async () => {
      const [before, after] = [await contentOf(article, number - 1), await contentOf(article, number)];
      return before && after ? changedBetween(before, after) : { head: [], sections: [] };
    });
    changes.set(key, changed);
    changed.catch(() => changes.delete(key));
    return changed;
  };

  const correctionsOf = async (article: ArticleId, until: number, story: Story): Promise<Correction[]> => {
    const rows = await db
      .selectFrom('revision')
      .select(['number', 'note', 'noteKind', 'publishedAt as at'])
      .where('article', '=', article)
      .where('number', '<=', until)
      .where('note', '!=', '')
      .orderBy('number')
      .execute();
    return await Promise.all(
      rows.map(async ({ number, note, noteKind, at }) => {
        const changed = partsOnPage(await changedIn(article, number), story.metadata);
        return { note, kind: noteKind as NoteKind, at, changed };
      }),
    );
  };

  const live = () =>
    db
      .selectFrom('revision as first')
      .innerJoin('article', 'article.id', 'first.article')
      .where('first.number', '=', 1)
      .where('article.liveRevision', 'is not', null);

  const storiesOf = async (
    rows: readonly { id: ArticleId; liveRevision: number | null; feedId: string | null }[],
  ): Promise<Story[]> =>
    await Promise.all(
      rows.flatMap(({ id, liveRevision, feedId }) =>
        liveRevision === null ? [] : story(id, liveRevision, feedId ?? id),
      ),
    );

  return {
    latest: async ({ language, tag, author, section, limit, offset = 0, since }) => {
      let query = live()
        .select(['article.id', 'article.liveRevision', 'article.feedId'])
        .orderBy('first.publishedAt', 'desc')
        .orderBy('first.article')
        .limit(limit)
        .offset(offset);
      if (language) query = query.where('article.liveLanguage', '=', language);
      if (tag !== undefined)
        query = query.where('article.id', 'in', (eb) =>
          eb.selectFrom('liveTag').select('liveTag.article').where('liveTag.slug', '=', tag),
        );
      if (author !== undefined)
        query = query.where('article.id', 'in', (eb) =>
          eb.selectFrom('liveAuthor').select('liveAuthor.article').where('liveAuthor.slug', '=', author),
        );
      if (section !== undefined) query = query.where('article.liveSiteSection', '=', section);
      if (since !== undefined) query = query.where('first.publishedAt', '>=', since);
      return await storiesOf(await query.execute());
    },

    tags: async (limit) => {
      const rows = await db
        .selectFrom('liveTag')
        .select('slug')
        .distinct()
        .orderBy('slug')
        .limit(limit)
        .execute();
      return rows.map(({ slug }) => slug);
    },

    of: async (articles) => {
      if (articles.length === 0) return [];
      const rows = await live()
        .select(['article.id', 'article.liveRevision', 'article.feedId'])
        .where('article.id', 'in', articles as readonly ArticleId[])
        .execute();
      const found = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
      return await storiesOf([...new Set(articles)].flatMap((id) => found.get(id) ?? []));
    },

    oldest: async ({ limit, offset }) =>
      await storiesOf(
        await live()
          .select(['article.id', 'article.liveRevision', 'article.feedId'])
          .orderBy('first.publishedAt')
          .orderBy('first.article')
          .limit(limit)
          .offset(offset)
          .execute(),
      ),

    corrections: async ({ language, limit, offset = 0 }) => {
      let query = db
        .selectFrom('revision')
        .innerJoin('article', 'article.id', 'revision.article')
        .select(['article.id', 'article.liveRevision', 'article.feedId'])
        .select(['revision.number', 'revision.note', 'revision.noteKind', 'revision.publishedAt as at'])
        .where('article.liveRevision', 'is not', null)
        .where('revision.note', '!=', '')
        .where('revision.noteKind', 'in', ['correction', 'clarification'] satisfies NoteKind[])
        .orderBy('revision.publishedAt', 'desc')
        .orderBy('revision.article')
        .orderBy('revision.number', 'desc')
        .limit(limit)
        .offset(offset);
      if (language) query = query.where('article.liveLanguage', '=', language);
      const rows = await query.execute();
      return await Promise.all(
        rows.flatMap(({ id, liveRevision, feedId, number, note, noteKind, at }) => {
          if (liveRevision === null) return [];
          const found = async (): Promise<StoryCorrection> => {
            const live = await story(id, liveRevision, feedId ?? id);
            const changed = partsOnPage(await changedIn(id, number), live.metadata);
            return { story: live, number, note, kind: noteKind as NoteKind, at, changed };
          };
          return [found()];
        }),
      );
    },

    picture: async (media) => {
      if (!isId<MediaId>(media)) return null;
      const row = await db
        .selectFrom('media')
        .select(['width', 'height'])
        .where('id', '=', media)
        .executeTakeFirst();
      return row ? { path: picturePath(media), ...row } : null;
    },

    changes: async ({ limit, since = '' }) => {
      const live = await db
        .selectFrom('article')
        .innerJoin('revision', (join) =>
          join
            .onRef('revision.article', '=', 'article.id')
            .onRef('revision.number', '=', 'article.liveRevision'),
        )
        .select(['article.id', 'article.liveRevision', 'article.feedId', 'revision.publishedAt as at'])
        .where('revision.publishedAt', '>', since)
        .orderBy('revision.publishedAt', 'desc')
        .orderBy('article.id')
        .limit(limit)
        .execute();
      const withdrawn = await db
        .selectFrom('withdrawal')
        .innerJoin('article', 'article.id', 'withdrawal.article')
        .select(['article.id', 'article.feedId', 'article.language', 'note', 'withdrawnAt as at'])
        .select(lastRevision)
        .where('withdrawnAt', '>', since)
        .orderBy('withdrawnAt', 'desc')
        .orderBy('article.id')
        .limit(limit)
        .execute();
      const stories = (await storiesOf(live)).map((found) => ({
        at: found.publishedAt,
        change: { type: 'story' as const, story: found },
      }));
      const gone = withdrawn.map(({ note, at, number, ...row }) => {
        const language = row.language as Language;
        const facts = { feedId: withdrawnId(row), number: number ?? 1, language, note, at };
        return { at, change: { type: 'withdrawn' as const, ...facts } };
      });
      return [...stories, ...gone]
        .toSorted((a, b) => (a.at < b.at ? 1 : -1))
        .slice(0, limit)
        .map(({ change }) => change);
    },

    passport: async ({ key, number }) => {
      const article = articleOf({ key });
      if (article === null) return null;
      const row = await db
        .selectFrom('passport')
        .select('passport')
        .where('article', '=', article)
        .where('number', '=', number)
        .executeTakeFirst();
      return row ? passportSchema.parse(JSON.parse(row.passport)) : null;
    },

    counts: async () => {
      const rows = await live()
        .select(({ fn }) => ['article.liveLanguage as language', fn.countAll<number | string>().as('count')])
        .groupBy('article.liveLanguage')
        .execute();
      return new Map(rows.map(({ language, count }) => [language as Language, Number(count)]));
    },

    at: async (slug) => {
      const kept = await db
        .selectFrom('slug')
        .innerJoin('article', 'article.id', 'slug.article')
        .select(['article.id', 'article.language', 'article.liveRevision', 'article.feedId'])
        .where('slug.slug', '=', slug)
        .executeTakeFirst();
      if (!kept) return null;
      if (kept.liveRevision === null) {
        const withdrawal = await db
          .selectFrom('withdrawal')
          .select(['note', 'withdrawnAt as at'])
          .select(lastRevision)
          .where('article', '=', kept.id)
          .executeTakeFirst();
        if (!withdrawal) return null;
        const { note, at, number } = withdrawal;
        const language = kept.language as Language;
        return { type: 'withdrawn', feedId: withdrawnId(kept), number: number ?? 1, language, note, at };
      }
      const live = await story(kept.id, kept.liveRevision, kept.feedId ?? kept.id);
      if (live.slug !== slug) return { type: 'moved', slug: live.slug };
      const corrections = await correctionsOf(kept.id, kept.liveRevision, live);
      return { type: 'story', story: live, corrections };
    },

    draft: async (revision) => {
      const { article, number } = revision;
      const updatedAt = (await updateOf(article, number)) ?? revision.publishedAt;
      const story = await storyOf(`${article}/draft`, article, updatedAt, revision);
      return { story, corrections: await correctionsOf(article, number, story) };
    },
  };
}

/** The number of the last revision of a withdrawn article. */
function lastRevision({ selectFrom }: ExpressionBuilder<Tables, 'withdrawal'>) {
  return selectFrom('revision')
    .select(({ fn }) => fn.max('revision.number').as('number'))
    .whereRef('revision.article', '=', 'withdrawal.article')
    .as('number');
}

/** Articles that were withdrawn before there were such ids never got one. */
function withdrawnId({ id, feedId }: { id: string; feedId: string | null }): string {
  return feedId ?? `urn:galley:${id}`;
}

/** What there is to read beside a story: those that its desk chose, as far as they are public, and the newest others in its language. */
export async function storiesBeside(stories: Stories, { slug, metadata }: Story): Promise<Story[]> {
  const chosen = await stories.of(metadata.related.map(({ id }) => id));
  const newest = await stories.latest({ language: metadata.language, limit: 5 + chosen.length });
  const others = new Map([...chosen, ...newest].map((other) => [other.slug, other]));
  others.delete(slug);
  return [...others.values()].slice(0, 4);
}

/** The article of a story; null where its key names none. */
export function articleOf({ key }: Pick<Story, 'key'>): ArticleId | null {
  return articleIdOf(key.slice(0, key.lastIndexOf('/')));
}

const longestSummary = 300;

/** A full stop behind a number or an abbreviation, which Unicode's rules take for the end of a sentence. */
const endsShort = /(?:^|[\s(])(?:\p{N}+|\p{L}{1,2}|Prof|Mrs|bzw|vgl|Inc)\.\s*$/u;

/** The first sentence of the text; of a very long one the beginning, up to a blank. */
function firstSentence(sections: ArticleContent['sections'], language: Language): string {
  const prose = sections.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'paragraph'));
  const text = plainText(prose).trim();
  let sentence = '';
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    sentence += segment;
    if (!endsShort.test(sentence) || sentence.length > longestSummary) break;
  }
  sentence = sentence.trim();
  if (sentence.length <= longestSummary) return sentence;
  return `${sentence.slice(0, longestSummary).replace(/\s+\S*$/, '')}…`;
}
