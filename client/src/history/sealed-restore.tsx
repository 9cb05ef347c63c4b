// What can be done where a version can't be restored because sections are approved: restore the others, or reopen them.
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { isId, type SectionId } from '@galley/shared/ids.ts';
import { refusalOf } from '@galley/shared/review/section-acts.ts';
import { Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { useSectionStatuses } from '../review/sections/section-statuses.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { RestoreRequest } from './history-requests.ts';

/** What was to be restored, and the approved sections that it would have changed. */
export interface SealedRestore {
  only: readonly SectionId[] | null;
  sections: readonly SectionId[];
}

interface SealedRestoreDialogProps {
  sealed: SealedRestore;
  pending: boolean;
  onClose(): void;
  onRestore(request: RestoreRequest & { reopen?: readonly SectionId[] }): void;
}

export function SealedRestoreDialog({ sealed, pending, onClose, onRestore }: SealedRestoreDialogProps) {
  const { t } = useTranslation(['history', 'app']);
  const { row, session, template, language } = useArticle();
  const { role, id: me } = useMe();
  const outline = useOutline(session.doc);
  const statuses = useSectionStatuses(row.id) ?? [];
  const { only, sections } = sealed;
  const mayReopen = sections.every((section) => {
    const status = statuses.find((one) => one.section === section);
    if (!status) return false;
    const { state, writers } = status;
    return refusalOf('reopen', { role, me, state, writers, fourEyes: template.fourEyes }) === null;
  });
  const others = only === null || only.some((section) => !sections.includes(section));
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('sealedTitle')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <Text>{t(mayReopen ? 'sealedText' : 'sealedTextAsk')}</Text>
      <List my="sm">
        {sections.map((section) => {
          const entry = outline.find(({ id }) => id === section);
          return (
            <List.Item key={section}>{entry ? sectionLabel(entry, template, language) : section}</List.Item>
          );
        })}
      </List>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('app:cancel')}
        </Button>
        {others && (
          <Button
            variant={mayReopen ? 'default' : 'filled'}
            loading={pending}
            onClick={() => onRestore({ only, except: sections })}
          >
            {t('restoreOthers')}
          </Button>
        )}
        {mayReopen && (
          <Button loading={pending} onClick={() => onRestore({ only, reopen: sections })}>
            {t('reopenAndRestore')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}

/** The approved sections because of which the server did not restore. */
export function sealedSections(error: unknown): readonly SectionId[] {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'sealed') return [];
  return (error.problem.errors ?? []).map(({ path }) => path).filter((path) => isId<SectionId>(path));
}
