// Demo content, once: people of each role, and articles in several stages of their way, some of them public.
import { readArticle } from '@galley/shared/article/read-article.ts';
import type { ArticleId, UserId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Articles } from './articles/articles.ts';
import { type DemoArticle, demoArticles, demoPicture } from './articles/demo/demo-articles.ts';
import type { Documents } from './collab/documents.ts';
import { demoPassword, demoPeople } from './demo.ts';
import type { Media } from './media/media.ts';
import type { Publishing } from './publishing/publishing.ts';
import type { Review } from './review/review.ts';
import type { Storage } from './storage/storage.ts';

interface SeedOptions {
  storage: Storage;
  accounts: Accounts;
  articles: Articles;
  media: Media;
  documents: Documents;
  review: Review;
  publishing: Publishing;
}

type Person = (typeof demoPeople)[number] & { id: UserId };

/** Makes the demo people and articles where this database has never had people; else does nothing. */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { storage, accounts } = options;
  const anybody = await storage.db.selectFrom('user').select('id').limit(1).executeTakeFirst();
  if (anybody) return;
  const people: Person[] = [];
  for (const person of demoPeople)
    people.push({ ...person, id: await accounts.addPerson({ ...person, password: demoPassword }) });
  const publisher = people.find(({ role }) => role === 'admin');
  const reviewer = people.find(({ role }) => role === 'reviewer');
  for (const demo of demoArticles) {
    const author = people.find(
      ({ role, language }) => role === 'editor' && language === demo.article.language,
    );
    if (!author || !reviewer || !publisher)
      throw new Error('Nobody is there to write, to review and to publish the demo articles.');
    await seedArticle(options, demo, { author, reviewer, publisher });
  }
}

interface Desk {
  author: Person;
  reviewer: Person;
  publisher: Person;
}

async function seedArticle(
  options: SeedOptions,
  { article, slug, stage, picture }: DemoArticle,
  desk: Desk,
): Promise<void> {
  const { articles, media, publishing } = options;
  const { author, publisher } = desk;
  let { content } = article;
  if (picture && content) {
    const { file, ...words } = picture;
    content = {
      ...content,
      lead: { media: await media.keep(demoPicture(file), author.id, words), ...words },
    };
  }
  const id = await articles.create({ ...article, ...(content && { content }) }, author.id);
  await review(options, id, stage, desk);
  await articles.change(id, { slug, ...(stage !== 'published' && { stage }) }, author.id);
  if (stage === 'published') await publishing.publish(id, publisher.id);
}

/** What is ready or public was approved by somebody else; of what is in review, all but the first section still waits. */
async function review(
  { review: { perform }, documents }: SeedOptions,
  article: ArticleId,
  stage: DemoArticle['stage'],
  { author, reviewer }: Desk,
): Promise<void> {
  if (stage === 'draft') return;
  const { sections } = await documents.read(article, readArticle);
  for (const [index, section] of sections.entries()) {
    await perform(article, section.id, { act: 'mark-ready' }, author);
    if (stage === 'review' && index > 0) continue;
    await perform(article, section.id, { act: 'approve', hash: sectionHash(section) }, reviewer);
  }
}
