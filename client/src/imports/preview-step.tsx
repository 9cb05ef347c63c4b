// The second step of an import: what was recognized, to be looked through and corrected, and what it makes.
import type { FoundFacts, ImportPiece } from '@galley/shared/article/formats/pieces.ts';
import type { MediaId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertCircle, IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { articlePath } from '../app/paths.ts';
import { problemText } from '../app/problem-text.ts';
import { keys } from '../app/query-keys.ts';
import { useMe } from '../app/session.tsx';
import { siteSectionsQuery } from '../app/site-sections.ts';
import { showToast, showWarning } from '../app/toasts.ts';
import { embargoRefusal, isEmbargoRefusal } from '../publishing/embargo-refusal.ts';
import { type ImportDraft, type ImportTarget, isMachineMade } from './import-draft.ts';
import { languageOf, outcomeOf } from './import-pieces.ts';
import { submitImport } from './import-requests.ts';
import { PieceList } from './piece-list.tsx';
import { PreviewSide } from './preview-side.tsx';
import classes from './preview-step.module.css';
import { type Home, useHome, useReading, useReadingProblem } from './use-reading.ts';

interface PreviewStepProps {
  draft: ImportDraft;
  pieces: readonly ImportPiece[];
  target: ImportTarget;
  onChange: (part: Partial<ImportDraft>) => void;
  onChangePiece: (id: string, change: (piece: ImportPiece) => ImportPiece) => void;
  /** It has become an article, or a part of one. */
  onDone: () => void;
}

export function PreviewStep({ draft, pieces, target, onChange, onChangePiece, onDone }: PreviewStepProps) {
  const { t } = useTranslation(['imports', 'app']);
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { home, templates } = useHome(draft, target);
  const reading = useReading(draft, onChange);
  const uploaded = useRef(new Map<string, MediaId>());
  const [progress, setProgress] = useState<string | null>(null);
  const language: Language = home?.language ?? languageOf(pieces) ?? me.language;

  const submit = useMutation({
    mutationFn: async () => {
      if (!home) throw new Error('The template is not there yet.');
      return await submitImport({
        pieces,
        template: home.template,
        language,
        target,
        mode: draft.mode,
        machineMade: isMachineMade(draft),
        facts: factsFor(home, { ...draft.facts, ...draft.corrected }),
        siteSections: await client.ensureQueryData(siteSectionsQuery),
        uploaded: uploaded.current,
        onUpload: (number, count) => setProgress(t('preview.uploading', { number, count })),
      });
    },
    onSuccess: (submitted) => {
      const { picturesRefused, slugRefused } = submitted;
      if (slugRefused !== null) showToast(t('done.slug', { slug: slugRefused }));
      if (picturesRefused > 0) showToast(t('done.pictures', { count: picturesRefused }));
      onDone();
      if (submitted.type === 'open') {
        const { filled, added, taken } = submitted.result;
        for (const place of taken) showWarning(t('done.taken', { place: t(`role.${roleOf[place]}`) }));
        showToast(t('done.into', { count: filled + added }));
        return;
      }
      client.setQueryData(keys.article(submitted.article.id), submitted.article);
      void client.invalidateQueries({ queryKey: keys.articleLists });
      return navigate(articlePath(submitted.article.id));
    },
    onSettled: () => setProgress(null),
  });
  const readingProblem = useReadingProblem(reading.error);
  const problem = submit.isError ? submitProblem(submit.error) : readingProblem;
  if (!home) return null;

  return (
    <div className={classes.step}>
      <div className={classes.columns}>
        <PieceList
          pieces={pieces}
          sections={home.template.sections}
          language={language}
          busy={reading.isPending}
          onChangePiece={onChangePiece}
        />
        <PreviewSide
          draft={draft}
          outcome={outcomeOf(pieces, home.template.sections, language)}
          home={home}
          language={language}
          templates={target.type === 'new' ? templates : null}
          busy={reading.isPending || submit.isPending}
          onChange={onChange}
          onRead={(source, template) => reading.mutate({ source, home: { ...home, template } })}
        />
      </div>
      {problem && (
        <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
          {problem}
        </Alert>
      )}
      <Group justify="space-between" className={classes.foot ?? ''}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} />}
          disabled={submit.isPending}
          onClick={() => onChange({ step: 'source' })}
        >
          {t('preview.back')}
        </Button>
        <Group gap="md">
          <span className={classes.progress} role="status">
            {progress}
          </span>
          <Button data-autofocus loading={submit.isPending} onClick={() => submit.mutate()}>
            {t(target.type === 'new' ? 'preview.create' : 'preview.into')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}

/** What the places of the head are called among the pieces. */
const roleOf = { headline: 'headline', dek: 'dek', byline: 'credit' } as const;

/** Without those that the article has no place for. */
function factsFor(
  { asks }: Home,
  { slug = '', embargo = '', siteSection = '', ...facts }: FoundFacts,
): FoundFacts {
  return {
    ...facts,
    ...(asks.slug ? { slug } : {}),
    ...(asks.embargo ? { embargo } : {}),
    ...(asks.siteSection ? { siteSection } : {}),
  };
}

function submitProblem(error: Error): string {
  return isEmbargoRefusal(error) ? embargoRefusal(error) : problemText(error);
}
