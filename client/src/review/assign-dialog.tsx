// Who has a section or an article, and until when.
import { canBeDue } from '@galley/shared/api/due-date.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AssigneeSelect } from '../app/assignee-select.tsx';
import { DeskTimeInput } from '../ui/desk-time-input.tsx';
import { useDeskTimes } from '../ui/desk-times.ts';
import { Dialog } from '../ui/dialog.tsx';

interface AssignDialogProps {
  title: string;
  /** Asks for one of both alone. */
  only?: 'owner' | 'due';
  owner: UserId | null;
  dueAt: string | null;
  pending: boolean;
  onClose: () => void;
  onAssign: (input: { owner: UserId | null; dueAt: string | null }) => void;
}

/** `onAssign` gets both values, also the one that was not asked for. Times are ISO 8601 in UTC. */
export function AssignDialog({ title, only, owner, dueAt, pending, onClose, onAssign }: AssignDialogProps) {
  const { t } = useTranslation('sections');
  const { t: general } = useTranslation();
  const times = useDeskTimes();
  const [person, setPerson] = useState<UserId | null>(owner);
  const [due, setDue] = useState(times.field(dueAt));
  const moment = times.moment(due);
  const isUnlikely = moment !== null && moment !== dueAt && !canBeDue(new Date(moment));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isUnlikely) onAssign({ owner: person, dueAt: moment });
  };
  return (
    <Dialog opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': general('close') }}>
      <form noValidate onSubmit={submit}>
        {only !== 'due' && (
          <AssigneeSelect
            label={t('assign.owner')}
            assigned={owner}
            value={person}
            autoFocus
            onChange={setPerson}
          />
        )}
        {only !== 'owner' && (
          <DeskTimeInput
            mt={only === 'due' ? 0 : 'sm'}
            label={t('assign.due')}
            value={due}
            error={isUnlikely ? t('assign.dueUnlikely') : null}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {general('cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t(only === 'due' ? 'assign.submitDue' : 'assign.submit')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
