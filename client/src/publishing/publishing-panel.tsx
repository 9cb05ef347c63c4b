// Publishing at the side of the article: what stands between it and the public, and the acts that lead there.
import type { ArticleId } from '@galley/shared/ids.ts';
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../ui/load-failed.tsx';
import { ArticleSettings } from './article-settings.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { ElsewherePart } from './elsewhere-part.tsx';
import { ExpiryPart } from './expiry-part.tsx';
import { LanguageCheckNote } from './language-check-note.tsx';
import { LicenceNote } from './licence-note.tsx';
import { MachineReviewPart } from './machine-review-part.tsx';
import { PreviewPart } from './preview-part.tsx';
import { PublicState } from './public-state.tsx';
import { publicationQuery, type RevisionRange } from './publication.ts';
import { PublishAct } from './publish-act.tsx';
import classes from './publishing-panel.module.css';
import { type ArticlePlace, ReadinessList } from './readiness-list.tsx';
import { RevisionList } from './revision-list.tsx';
import { SoftWarnings } from './soft-warnings.tsx';
import { StageSwitch } from './stage-switch.tsx';

interface PublishingPanelProps {
  article: ArticleId;
  /** Leads to a place of the article; it closes the drawer on phones. */
  onGoTo: (place: ArticlePlace) => void;
}

/** Takes the focus when it is shown. */
export function PublishingPanel({ article, onGoTo }: PublishingPanelProps) {
  const { t } = useTranslation('publishing');
  const { data: publication, isError, refetch } = useQuery(publicationQuery(article));
  const [compared, setCompared] = useState<RevisionRange | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const slug = useRef<HTMLInputElement>(null);
  const byline = useRef<HTMLInputElement>(null);
  const machineReview = useRef<HTMLInputElement>(null);
  const socialPicture = useRef<HTMLButtonElement>(null);
  // Opened by a button far up in the page: the keyboard goes on from here.
  useEffect(() => root.current?.focus({ preventScroll: true }), []);

  return (
    <div ref={root} className={classes.root} tabIndex={-1} data-autofocus>
      {publication ? (
        <>
          <StageSwitch article={article} />
          <PublicState
            publication={publication}
            onCompare={() => publication.live !== null && setCompared({ from: publication.live, to: null })}
          />
          <PreviewPart article={article} publication={publication} />
          <ReadinessList
            items={publication.readiness}
            onGoTo={onGoTo}
            onGoToSlug={() => slug.current?.focus()}
            onGoToMachineReview={() => machineReview.current?.focus()}
            onGoToSocialPicture={() => socialPicture.current?.focus()}
          />
          <LanguageCheckNote state={publication.languageCheck} />
          <LicenceNote end={publication.licenceEnd} timeZone={publication.timeZone} />
          <SoftWarnings onGoTo={onGoTo} onGoToByline={() => byline.current?.focus()} />
          <MachineReviewPart article={article} publication={publication} field={machineReview} />
          <ExpiryPart article={article} publication={publication} />
          <PublishAct article={article} publication={publication} />
          <ArticleSettings
            article={article}
            live={publication.live !== null}
            timeZone={publication.timeZone}
            slugField={slug}
            bylineField={byline}
          />
          <ElsewherePart article={article} publication={publication} pictureField={socialPicture} />
          <RevisionList article={article} publication={publication} onCompare={setCompared} />
          {compared && (
            <ChangesDialog
              article={article}
              publication={publication}
              range={compared}
              onChange={setCompared}
              onClose={() => setCompared(null)}
            />
          )}
        </>
      ) : isError ? (
        <LoadFailed className={classes.failed} onRetry={refetch}>
          {t('failed')}
        </LoadFailed>
      ) : (
        <Stack gap="md" aria-busy>
          <Skeleton height={30} />
          <Skeleton height={70} />
          <Skeleton height={160} />
        </Stack>
      )}
    </div>
  );
}
