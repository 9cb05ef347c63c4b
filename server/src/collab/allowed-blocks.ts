// What the sections of an article may hold, by its template as it was a few seconds ago at the most.
import { outlineMap } from '@galley/shared/article/document.ts';
import { specOf, type Template } from '@galley/shared/article/template.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Logger } from 'pino';
import type { AllowedBlocks } from './room.ts';

/** The template of an article, or null where that is not known. */
export type TemplateOf = (article: ArticleId) => Promise<Pick<Template, 'sections'> | null>;

const maxAgeMs = 3000;

/** Reads the article's template, and again whenever it is asked for after a while. */
export async function allowedBlocks(
  article: ArticleId,
  templateOf: TemplateOf,
  log: Logger,
): Promise<AllowedBlocks> {
  let template = await templateOf(article);
  let readAt = Date.now();
  const refresh = () => {
    if (Date.now() - readAt < maxAgeMs) return;
    readAt = Date.now();
    templateOf(article).then(
      (current) => {
        template = current;
      },
      (error: unknown) => log.warn({ err: error, article }, 'The template could not be read anew'),
    );
  };
  return (document, section) => {
    refresh();
    const kind = outlineMap(document).get(section)?.get('kind');
    return template && typeof kind === 'string' ? (specOf(template, kind)?.blocks ?? null) : null;
  };
}
