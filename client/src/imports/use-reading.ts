// Has what was brought in read by the server, for the template that the article has or is going to have.
import type { ArticleRow } from '@galley/shared/api/articles.ts';
import type { Template } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { type UseMutationResult, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { articleQuery } from '../app/articles.ts';
import { problemText } from '../app/problem-text.ts';
import { useMe } from '../app/session.tsx';
import { templatesQuery } from '../app/templates.ts';
import { forgotten, type ImportDraft, type ImportTarget } from './import-draft.ts';
import { type TakenHead, withCorrections, withoutTaken } from './import-pieces.ts';
import { faultOf, readSource } from './import-requests.ts';
import type { ImportSource } from './import-source.ts';

export interface Home {
  template: Template;
  /** What the article's language is, as far as it has been chosen. */
  language: Language | null;
  taken: TakenHead;
  /** What of the file's details the article has a place for: not what is set already. */
  asks: { slug: boolean; embargo: boolean; siteSection: boolean };
}

const nothingTaken: TakenHead = { headline: false, dek: false, credit: false };
const everything = { slug: true, embargo: true, siteSection: true };

/** The template and the language of the article that the import is for; null until they are known. */
export function useHome(
  draft: ImportDraft,
  target: ImportTarget,
): { home: Home | null; templates: Template[] } {
  const { data: all = [] } = useQuery(templatesQuery);
  const { data: row } = useQuery({
    // Not asked for a new article, which has no id yet.
    ...articleQuery((target.type === 'open' ? target.article : '') as ArticleRow['id']),
    enabled: target.type === 'open',
  });
  const templates = all.filter((template) => !template.archived);
  if (target.type === 'new') {
    const template = templates.find(({ id }) => id === draft.template) ?? templates[0];
    const { language } = draft;
    return {
      templates,
      home: template ? { template, language, taken: nothingTaken, asks: everything } : null,
    };
  }
  const template = all.find(({ id }) => id === row?.template);
  if (!row || !template) return { templates, home: null };
  const taken = { headline: row.headline !== '', dek: row.dek !== '', credit: row.byline !== '' };
  const asks = {
    slug: row.slug === null,
    embargo: row.embargo === null,
    siteSection: row.siteSection === null,
  };
  return { templates, home: { template, language: row.language, taken, asks } };
}

export interface Reading {
  source: ImportSource;
  home: Home;
}

/** Reads a source into the draft; corrections of lines that are still there stay. */
export function useReading(
  draft: ImportDraft,
  onChange: (part: Partial<ImportDraft>) => void,
): UseMutationResult<unknown, Error, Reading> {
  const me = useMe();
  return useMutation({
    mutationFn: async ({ source, home }: Reading) => {
      const read = await readSource(source, home.template, home.language ?? me.language);
      const { pieces, facts, lost, timeZone } = read;
      const { sections } = home.template;
      const corrected = draft.pieces ? withCorrections(pieces, draft.pieces, sections) : pieces;
      onChange({
        source,
        facts,
        ...forgotten(draft, source),
        timeZone,
        lost,
        pieces: withoutTaken(corrected, home.taken),
        step: 'preview',
      });
    },
  });
}

/** What went wrong with reading, in the person's language. */
export function useReadingProblem(error: Error | null): string | null {
  const { t } = useTranslation('imports');
  if (!error) return null;
  const fault = faultOf(error);
  return fault ? t(`fault.${fault}`) : problemText(error);
}
