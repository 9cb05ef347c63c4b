// Publishing, with a look at what it will do. What is published is the text that stood there when the dialog opened: if it
// changes meanwhile, the person looks again first.
import { type NoteKind, noteKinds, type Publication } from '@galley/shared/api/publishing.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { usePeople } from '../app/people.ts';
import { problemText } from '../app/problem-text.ts';
import { showToast } from '../app/toasts.ts';
import { useArticle, useHeadline } from '../editor/article-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { timeRefusalOf } from './chosen-time.ts';
import { DialogFoot } from './dialog-foot.tsx';
import { embargoRefusal, isEmbargoRefusal } from './embargo-refusal.ts';
import { ExpiryFields, useExpiryChoice } from './expiry-fields.tsx';
import { LanguageCheckNote } from './language-check-note.tsx';
import { changesQuery, newestRevision, publicationQuery, usePublish } from './publication.ts';
import classes from './publish-dialog.module.css';
import { weekAfter } from './schedule-time.ts';

interface PublishDialogProps {
  article: ArticleId;
  publication: Publication;
  onClose: () => void;
}

export function PublishDialog({ article, publication, onClose }: PublishDialogProps) {
  const { t } = useTranslation(['publishing', 'app']);
  const { language } = useArticle();
  const headline = useHeadline();
  const [seen, setSeen] = useSeen(article, publication);
  const [note, setNote] = useState('');
  const [noteKind, setNoteKind] = useState<NoteKind>('correction');
  const expiry = useExpiryChoice(publication, weekAfter(new Date()));
  const publish = usePublish(article, (revision, shown) => {
    onClose();
    void shown.then(() => showToast(t('publish.done', { number: revision })));
  });
  const { live, readiness, url, differs, withdrawn } = publication;
  const number = seen.after + 1;
  const obstacle = useMeanwhile(publication, seen);
  const needsNote = differs === false && note.trim() === '';
  const refusalText = (error: Error) => {
    if (isEmbargoRefusal(error)) return embargoRefusal(error);
    if (isAbout(error, 'expiry')) return t('expiry.over');
    return isAbout(error, 'slug') ? t('settings.slugTaken') : problemText(error);
  };
  const expiryRefusal = timeRefusalOf(publish.error, 'expiry.');
  const refusal = obstacle === null && expiryRefusal === null ? publish.error : null;

  return (
    <Dialog
      opened
      onClose={onClose}
      size="md"
      title={<span className={classes.title}>{t('publish.dialog', { number })}</span>}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate({ ...seen, note, noteKind, ...expiry.input });
        }}
      >
        <Stack gap="md">
          <div>
            <Text size="sm">
              {withdrawn
                ? t('publish.willReturn')
                : live === null
                  ? t('publish.willFirst')
                  : t('publish.willAgain', { live })}
            </Text>
            <div className={classes.story}>
              <p className={classes.headline} lang={language}>
                {headline}
              </p>
              <p className={classes.url}>{url}</p>
            </div>
          </div>
          <LanguageCheckNote state={publication.languageCheck} />
          {live !== null && <WhatChanges article={article} live={live} />}
          {number > 1 && (
            <Textarea
              label={t('publish.note')}
              description={t('publish.noteHint')}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={500}
              lang={language}
              data-autofocus
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          {number > 1 && note.trim() !== '' && (
            <Radio.Group
              label={t('publish.kind')}
              description={t(`publish.kindHint.${noteKind}`)}
              value={noteKind}
              onChange={(value) => setNoteKind(noteKinds.find((kind) => kind === value) ?? noteKind)}
            >
              <Group gap="lg" mt={6}>
                {noteKinds.map((kind) => (
                  <Radio key={kind} value={kind} label={t(`noteKind.${kind}`)} />
                ))}
              </Group>
            </Radio.Group>
          )}
          <ExpiryFields
            state={expiry}
            timeZone={publication.timeZone}
            refusal={expiryRefusal}
            onChange={() => publish.reset()}
          />
          {obstacle !== null && (
            <Alert color="orange" variant="light" role="alert">
              <Text size="sm" mb="xs">
                {obstacle}
              </Text>
              <Button size="compact-sm" variant="default" onClick={() => setSeen(seenOf(publication))}>
                {t('publish.lookAgain')}
              </Button>
            </Alert>
          )}
          {readiness.length > 0 && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {t('readiness.missing', { count: readiness.length })}
            </Text>
          )}
          <DialogFoot
            refusal={refusal && refusalText(refusal)}
            submit={t('publish.submit')}
            pending={publish.isPending}
            disabled={obstacle !== null || readiness.length > 0 || needsNote}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}

/** What the person looked at; the server refuses to publish anything else. */
interface Seen {
  hash: string;
  after: number;
}

/** The panel may be a moment behind the text, so what the person sees begins with what the server has as the dialog opens. */
function useSeen(article: ArticleId, publication: Publication) {
  const client = useQueryClient();
  const [seen, setSeen] = useState(() => seenOf(publication));
  useEffect(() => {
    let closed = false;
    client.fetchQuery({ ...publicationQuery(article), staleTime: 0 }).then(
      (now) => {
        if (!closed) setSeen(seenOf(now));
      },
      // What the panel has stands then, and the server judges it.
      () => {},
    );
    return () => {
      closed = true;
    };
  }, [client, article]);
  return [seen, setSeen] as const;
}

function seenOf(publication: Publication): Seen {
  return { hash: publication.hash, after: newestRevision(publication) };
}

/** What happened since the person looked, in words; null where nothing did. */
function useMeanwhile(publication: Publication, seen: Seen): string | null {
  const { t } = useTranslation('publishing');
  const people = usePeople();
  const newest = publication.revisions[0];
  if (newest && newest.number !== seen.after) {
    const name = people.get(newest.publishedBy)?.name ?? t('state.somebody');
    return t('publish.publishedMeanwhile', { name, number: newest.number });
  }
  return publication.hash === seen.hash ? null : t('publish.textChanged');
}

/** Whether the server names this field as what it refuses. */
function isAbout(error: Error, field: 'slug' | 'expiry'): boolean {
  return error instanceof ApiProblem && (error.problem.errors ?? []).some(({ path }) => path === field);
}

/** The names of the places that readers will find changed. */
function WhatChanges({ article, live }: { article: ArticleId; live: number }) {
  const { t } = useTranslation(['publishing', 'review']);
  const { template, language } = useArticle();
  const { data } = useQuery(changesQuery(article, { from: live, to: null }));
  if (!data) return null;
  const names = [
    ...data.settings.map(({ field }) => t(`review:setting.${field}`)),
    ...data.comparison.lines.map(({ line }) => t(`review:line.${line}`)),
    ...data.comparison.sections
      .filter(({ state, moved }) => state !== 'same' || moved)
      .map((section) => sectionLabel(section, template, language)),
  ];
  return (
    <div>
      <p className={classes.name}>{t('publish.differs')}</p>
      <p className={classes.names}>{names.length > 0 ? names.join(' · ') : t('publish.nothingDiffers')}</p>
    </div>
  );
}
