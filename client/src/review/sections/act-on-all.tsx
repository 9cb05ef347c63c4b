// Acts on all sections at once: their authors mark as ready what is written, reviewers approve what they have read.
import type { ActName, SectionActs } from '@galley/shared/api/section-states.ts';
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { isMarkedWithAll } from '@galley/shared/review/approvals.ts';
import { refusalOf } from '@galley/shared/review/section-acts.ts';
import { Button, Group, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChecks, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { showWarning } from '../../app/toasts.ts';
import { useArticle } from '../../editor/article-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useOpenedOnce } from '../../ui/use-opened-once.ts';
import classes from './act-on-all.module.css';
import { useReadSections } from './read-sections.ts';
import { useSectionActs, useSectionStatuses } from './section-statuses.ts';
import { showSectionsDone } from './section-toasts.tsx';

/**
 * Marks all sections ready that can be, or approves all that were read to their end, each judged by itself. Nothing where
 * there are not several.
 */
export function ActOnAll({ sections }: { sections: readonly OutlineEntry[] }) {
  const { t } = useTranslation('sections');
  const { t: general } = useTranslation();
  const { row, session, template, language, me } = useArticle();
  const statuses = useSectionStatuses(row.id);
  const reading = useReadSections(session.doc);
  useFreshText(session.doc);
  const [asking, ask] = useDisclosure();
  const { isThere, isOpen } = useOpenedOnce(asking);
  const labelOf = (entry: OutlineEntry) => sectionLabel(entry, template, language);
  const acts = useSectionActs(row.id);
  if (!statuses) return null;

  const possible = (act: ActName) =>
    sections.filter((entry) => {
      const status = statuses.find(({ section }) => section === entry.id);
      if (!status) return false;
      const { state, writers } = status;
      const { role, id } = me;
      return refusalOf(act, { role, me: id, state, writers, fourEyes: template.fourEyes }) === null;
    });
  const toMark = possible('mark-ready').filter((entry) =>
    isMarkedWithAll(readSection(session.doc, entry), template),
  );
  const toJudge = possible('approve');
  const read = toJudge.flatMap((entry) => {
    const hash = reading.hashRead(entry);
    return hash === null ? [] : [{ entry, hash }];
  });
  const unread = toJudge.filter((entry) => !read.some((one) => one.entry === entry));

  const perform = (request: SectionActs, undoing?: (done: readonly OutlineEntry[]) => void) =>
    acts.mutate(request, {
      onSuccess: ({ outcomes }) => {
        ask.close();
        const entryOf = (id: string) => sections.find((entry) => entry.id === id);
        const done = outcomes.flatMap(({ section, refused }) => {
          const entry = refused === null && entryOf(section);
          return entry ? [entry] : [];
        });
        const [first] = request.acts;
        if (first && done.length > 0)
          showSectionsDone(first.act.act, done.map(labelOf), undoing && (() => undoing(done)));
        const refused = outcomes.flatMap(({ section, refused: why }) => {
          const entry = entryOf(section);
          return why !== null && entry ? [t(`notDone.${why}`, { section: labelOf(entry) })] : [];
        });
        if (refused.length > 0) showWarning(refused.join(' '));
      },
    });
  const markAll = () =>
    perform({ acts: toMark.map(({ id }) => ({ section: id, act: { act: 'mark-ready' } })) }, (done) =>
      perform({ acts: done.map(({ id }) => ({ section: id, act: { act: 'take-back' } })) }),
    );
  const approveRead = () =>
    perform({ acts: read.map(({ entry, hash }) => ({ section: entry.id, act: { act: 'approve', hash } })) });

  if (toMark.length < 2 && toJudge.length < 2) return null;
  return (
    <div className={classes.all}>
      {toMark.length > 1 && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconChecks size={15} />}
          loading={acts.isPending}
          onClick={markAll}
        >
          {t('all.ready', { count: toMark.length })}
        </Button>
      )}
      {toJudge.length > 1 && (
        <>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconRosetteDiscountCheck size={15} />}
            disabled={read.length === 0}
            onClick={ask.open}
          >
            {t('all.approve')}
          </Button>
          <p className={classes.read}>{t('all.read', { count: toJudge.length, read: read.length })}</p>
        </>
      )}
      {isThere && (
        <Dialog
          opened={isOpen}
          onClose={ask.close}
          title={t('all.title', { count: read.length })}
          closeButtonProps={{ 'aria-label': general('close') }}
        >
          <List size="sm">
            {read.map(({ entry }) => (
              <List.Item key={entry.id}>{labelOf(entry)}</List.Item>
            ))}
          </List>
          <Text size="sm" c="dimmed" mt="sm">
            {unread.length > 0
              ? t('all.unread', { sections: unread.map(labelOf).join(', ') })
              : t('all.sealed')}
          </Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={ask.close}>
              {general('cancel')}
            </Button>
            <Button
              data-autofocus
              loading={acts.isPending}
              disabled={read.length === 0}
              onClick={approveRead}
            >
              {t('all.submit', { count: read.length })}
            </Button>
          </Group>
        </Dialog>
      )}
    </div>
  );
}

/** Renders anew soon after somebody has typed: what is written, and what was read as it stands, is another then. */
function useFreshText(doc: Y.Doc): void {
  const [, setChanges] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setChanges((times) => times + 1);
      }, 1000);
    };
    doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      doc.off('update', soon);
    };
  }, [doc]);
}
