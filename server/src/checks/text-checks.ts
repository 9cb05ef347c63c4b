// What people ask about an article's text beyond what the browser checks by itself: spelling and grammar, where its links
// lead, and other words in the place of some.
import type { LanguageCheck, LanguageFinding, LinkCheckResult } from '@galley/shared/api/text-check.ts';
import { readArticle } from '@galley/shared/article/read-article.ts';
import { blocksOf } from '@galley/shared/checks/blocking.ts';
import type { CheckedBlock } from '@galley/shared/checks/checks.ts';
import { linksIn } from '@galley/shared/checks/links.ts';
import { textCheckRoutes as routes } from '@galley/shared/contract/text-check.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Response, Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import type { Notes } from '../audit/notes.ts';
import type { Documents } from '../collab/documents.ts';
import { createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { limitByPerson } from '../http/request-limits.ts';
import { isKnownArticle } from '../storage/article-facts.ts';
import type { Storage } from '../storage/storage.ts';
import { isKnownWord, knownWords } from './known-words.ts';
import type { LanguageTool } from './language-tool.ts';
import { type LinkChecks, linkFaults } from './link-check.ts';
import { replaceWords } from './replace-words.ts';

interface TextChecksOptions {
  storage: Pick<Storage, 'db'>;
  documents: Pick<Documents, 'read' | 'exclusively'>;
  sessions: Sessions;
  notes: Pick<Notes, 'written'>;
  /** Null where this desk has none. */
  languageTool: LanguageTool | null;
  links: LinkChecks;
}

/** Requests of one person a minute: an open panel asks when its article has not been written in for some seconds. */
const perMinute = 30;
const maxFindings = 500;
const linksPerMinute = 6;
/** So many addresses are looked at in one request, and for so long. */
const maxAddresses = 100;
const linksMs = 40_000;

/** The checks that need the server, with their routes. */
export function createTextChecks(options: TextChecksOptions): { router: Router } {
  const { storage, documents, sessions, notes, languageTool, links } = options;
  const { db } = storage;
  const api = createApiRouter(sessions);
  const limited = (limit: number) => limitByPerson(sessions, { limit, windowMs: 60_000 });

  api.serve(
    routes.checkLanguage,
    async ({ params: { id }, response }): Promise<LanguageCheck> => {
      const article = await db
        .selectFrom('article')
        .select('language')
        .where('id', '=', id)
        .executeTakeFirst();
      if (!article) throw new ProblemError('not-found');
      if (!languageTool) return { state: 'off', findings: [] };
      const blocks = placed(blocksOf(await documents.read(id, readArticle)));
      const language = article.language === 'de' ? 'de' : 'en';
      const texts = blocks.map(({ text }) => text);
      // The tool logs its own failures.
      const matches = await languageTool.check(texts, language, closeOf(response)).catch(() => null);
      if (!matches) return { state: 'unreachable', findings: [] };
      const names = await knownWords(db);
      const findings = blocks.flatMap(({ place, block, text }, index) =>
        (matches[index] ?? []).flatMap(({ from, to, ...match }): LanguageFinding[] => {
          const quote = text.slice(from, to);
          if (isKnownWord(names, match.code, quote)) return [];
          return [{ place, block, from, quote, ...match }];
        }),
      );
      return { state: 'done', findings: findings.slice(0, maxFindings) };
    },
    limited(perMinute),
  );

  /** What is wrong with those of the article's links that are wanted. */
  const checkLinks = async (id: ArticleId, isWanted: (href: string) => boolean, response: Response) => {
    if (!(await isKnownArticle(db, id))) throw new ProblemError('not-found');
    const found = linksIn(await documents.read(id, readArticle)).filter(({ href }) => isWanted(href));
    const addresses = [...new Set(found.map(({ href }) => href))];
    const end = AbortSignal.any([AbortSignal.timeout(linksMs), closeOf(response)]);
    const faults = await linkFaults(addresses.slice(0, maxAddresses), links.check, end);
    return {
      checked: faults.size,
      left: addresses.length - faults.size,
      faults: found.flatMap((link) => {
        const why = faults.get(link.href);
        return why ? [{ ...link, why }] : [];
      }),
    } satisfies LinkCheckResult;
  };

  api.serve(
    routes.checkLinks,
    ({ params: { id }, response }) => checkLinks(id, () => true, response),
    limited(linksPerMinute),
  );

  api.serve(
    routes.checkInsideLinks,
    ({ params: { id }, response }) => checkLinks(id, links.isInside, response),
    limited(perMinute),
  );

  api.serve(routes.replaceWords, async ({ me, params: { id }, body }) => {
    if (!(await isKnownArticle(db, id))) throw new ProblemError('not-found');
    const answer = await replaceWords(documents, id, body, me.id);
    if (answer.outcome === 'replaced') notes.written(id, me.id);
    return answer;
  });

  return { router: api.router };
}

/** Comes when the answer has been sent, or nobody waits for it any more. */
function closeOf(response: Response): AbortSignal {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  return closed.signal;
}

/** Each block with its number in the part of the article that it is in. */
function placed(
  blocks: readonly CheckedBlock[],
): { place: CheckedBlock['place']; block: number; text: string }[] {
  const counts = new Map<CheckedBlock['place'], number>();
  return blocks.map(({ place, text }) => {
    const block = counts.get(place) ?? 0;
    counts.set(place, block + 1);
    return { place, block, text };
  });
}
