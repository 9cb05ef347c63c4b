// Spelling and grammar as the desk's LanguageTool server sees them: asked when the checks are open and nobody has written in the
// article for some seconds.
import type { Hint } from '@galley/shared/checks/checks.ts';
import { textCheckRoutes } from '@galley/shared/contract/text-check.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { call } from '../app/api.ts';
import { problemCode } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { useArticle } from '../editor/article-context.ts';
import { languageHints } from './language-hints.ts';
import type { LookedAt } from './use-checks.ts';

const stillMs = 3000;

export interface LanguageHints {
  /** Its server does not answer. */
  isUnreachable: boolean;
  /** Those whose words still stand, in the order of the text. */
  hints: readonly Hint[];
}

export function useLanguageCheck(report: LookedAt | null): LanguageHints {
  const { row, session, template } = useArticle();
  const client = useQueryClient();
  const queryKey = keys.languageCheck(row.id);
  const { data, isError } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(textCheckRoutes.checkLanguage, { params: { id: row.id }, signal }),
    placeholderData: keepPreviousData,
    // Several tabs of one person share what the server allows in a minute.
    retry: (count, error) => count < 5 && problemCode(error) === 'too-many-requests',
    retryDelay: 15_000,
    staleTime: 30_000,
  });
  const isOn = data?.state !== 'off';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key follows from the article
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void client.invalidateQueries({ queryKey }), stillMs);
    };
    session.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      session.doc.off('update', soon);
    };
  }, [isOn, session.doc, client, row.id]);

  const hints = useMemo(() => {
    if (!data || !report) return [];
    return languageHints(data.findings, report.blocks, template.checks);
  }, [data, report, template.checks]);
  // Whether the desk has such a server is known from its first answer.
  return { isUnreachable: isOn && data !== undefined && (isError || data.state === 'unreachable'), hints };
}

/** All hints, part by part of the article; what the desk finds itself comes first at each place. */
export function together(report: LookedAt, language: readonly Hint[]): LookedAt {
  if (language.length === 0) return report;
  const hints = [...report.hints, ...language].sort((one, other) => one.block - other.block);
  return { ...report, hints };
}
