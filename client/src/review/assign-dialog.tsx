// Who has a section or an article, and until when.
import { may } from '@galley/shared/access/roles.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Group, Modal, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { useDeskTimes } from '../ui/desk-times.ts';
import { WallTimeInput } from '../ui/wall-time-input.tsx';

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
  const me = useMe();
  const people = usePeople();
  const times = useDeskTimes();
  const [person, setPerson] = useState<UserId | null>(owner);
  const [due, setDue] = useState(times.field(dueAt));
  const writers = [...people.values()].filter(({ active, role }) => active && may(role, 'article.write'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAssign({ owner: person, dueAt: times.moment(due) });
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': general('close') }}>
      <form onSubmit={submit}>
        {only !== 'due' && (
          <Select
            label={t('assign.owner')}
            placeholder={t('assign.nobody')}
            data={writers.map(({ id, name }) => ({
              value: id,
              label: id === me.id ? t('assign.me', { name }) : name,
            }))}
            value={person}
            clearable
            searchable
            openOnFocus={false}
            data-autofocus
            onChange={(value) => setPerson(value)}
          />
        )}
        {only !== 'owner' && (
          <WallTimeInput
            mt={only === 'due' ? 0 : 'sm'}
            timeZone={times.zone}
            label={t('assign.due')}
            description={times.foreignZone !== null && t('assign.zone', { zone: times.foreignZone })}
            value={due}
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
    </Modal>
  );
}
