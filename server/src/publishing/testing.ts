// Articles for tests of publishing and of the public site, made and published over HTTP as people do it.
import type { NoteKind, Publication, Revision } from '@galley/shared/api/publishing.ts';
import {
  type ArticleContent,
  articleContentSchema,
  emptyLead,
  type NodeJson,
} from '@galley/shared/article/content.ts';
import { templateContentSchema } from '@galley/shared/article/template.ts';
import { article, p, section } from '@galley/shared/article/testing.ts';
import type { ArticleId, MediaId } from '@galley/shared/ids.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import sharp from 'sharp';
import type { Browser } from '../accounts/testing.ts';

type Asking = Pick<Browser, 'ask'>;

interface Draft {
  content: ArticleContent;
  template?: string;
  language?: 'en' | 'de';
  slug?: string | null;
  byline?: string;
  tags?: readonly string[];
  embargo?: string;
  siteSection?: string;
}

/** The text of an article of the Blank template: its one section with these blocks. */
export function plainArticle(headline: string, ...blocks: NodeJson[]): ArticleContent {
  return article(headline, section('text', ...(blocks.length > 0 ? blocks : [p('Some words.')])));
}

/** Makes an article with this text and these settings; gives its id. */
export async function draft(
  browser: Asking,
  { content, template = 'blank', language = 'en', slug = null, byline = '', ...facts }: Draft,
): Promise<ArticleId> {
  const made = await browser.ask('POST', '/api/articles', {
    template,
    language,
    byline,
    content,
    ...facts,
  });
  if (made.status !== 201) throw new Error(`No article was made: ${JSON.stringify(made.body)}`);
  const id = made.body.id;
  if (slug !== null) {
    const { status, body } = await browser.ask('PATCH', `/api/articles/${id}`, { slug });
    if (status !== 200) throw new Error(`The article got no slug: ${JSON.stringify(body)}`);
  }
  return id;
}

/** Makes a template like News whose sections need no approval; gives its id. */
export async function newsWithoutApprovals(admin: Asking): Promise<string> {
  const templates = (await admin.ask('GET', '/api/templates')).body as { id: string }[];
  const news = templateContentSchema.parse(templates.find(({ id }) => id === 'news'));
  const content = { ...news, approvals: 'off' };
  const made = await admin.ask('POST', '/api/templates', content);
  if (made.status !== 201) throw new Error(`No template was made: ${JSON.stringify(made.body)}`);
  return made.body.id;
}

/** How the article stands to its public page. */
export async function publicationOf(browser: Asking, id: ArticleId): Promise<Publication> {
  return (await browser.ask('GET', `/api/articles/${id}/publication`)).body;
}

/** Asks for the publication of the article as it stands now; gives the answer, whatever it is. */
export async function askToPublish(browser: Asking, id: ArticleId, note = '', noteKind?: NoteKind) {
  const { hash, revisions } = await publicationOf(browser, id);
  const input = { hash, after: revisions[0]?.number ?? 0, note, ...(noteKind && { noteKind }) };
  return await browser.ask('POST', `/api/articles/${id}/publish`, input);
}

/** Marks all sections ready and approves them as they stand now. */
export async function approveAll(writer: Asking, reviewer: Asking, id: ArticleId): Promise<void> {
  const { body } = await reviewer.ask('GET', `/api/articles/${id}/moments/now`);
  for (const one of articleContentSchema.parse(body.content).sections) {
    const path = `/api/articles/${id}/sections/${one.id}/acts`;
    await writer.ask('POST', path, { act: 'mark-ready' });
    const approved = await reviewer.ask('POST', path, { act: 'approve', hash: sectionHash(one) });
    if (approved.status !== 200)
      throw new Error(`A section was not approved: ${JSON.stringify(approved.body)}`);
  }
}

/** Publishes the article as it stands now. */
export async function publish(browser: Asking, id: ArticleId, note = ''): Promise<Revision> {
  const { status, body } = await askToPublish(browser, id, note);
  if (status !== 201) throw new Error(`The article was not published: ${JSON.stringify(body)}`);
  return body;
}

/** Makes and publishes an article. */
export async function published(browser: Asking, input: Draft & { slug: string }): Promise<ArticleId> {
  const id = await draft(browser, input);
  await publish(browser, id);
  return id;
}

/** Uploads a gray picture of this size; gives its id. */
export async function picture(browser: Asking, width = 640, height = 360): Promise<MediaId> {
  const gray = { r: width % 256, g: 128, b: height % 256 };
  const bytes = await sharp({ create: { width, height, channels: 3, background: gray } })
    .png()
    .toBuffer();
  const { status, body } = await browser.ask('POST', '/api/media', new Uint8Array(bytes), {
    'content-type': 'image/png',
  });
  if (status !== 201) throw new Error(`No picture was taken: ${JSON.stringify(body)}`);
  return body.id;
}

/** A lead image with all that it needs. */
export function leadOf(media: string, rest: Partial<ArticleContent['lead']> = {}): ArticleContent['lead'] {
  return { ...emptyLead, media: media as MediaId, alt: 'A harbor', credit: 'A. Photographer', ...rest };
}
