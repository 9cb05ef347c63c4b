// Who is to do something: a choice of those who may write.
import { may } from '@galley/shared/access/roles.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePeople } from './people.ts';
import { useMe } from './session.tsx';

interface AssigneeSelectProps extends Pick<SelectProps, 'size'> {
  label: string;
  /** A person's id. */
  value: string | null;
  /** Who has it already, and stays a choice whatever became of them. */
  assigned: UserId | null;
  /** It has the focus where a dialog opens with it. */
  autoFocus?: boolean;
  onChange: (person: UserId | null) => void;
}

/** A choice of who may write; whoever has it already is among them, even if they may not any longer. Null is nobody. */
export function AssigneeSelect({ value, assigned, autoFocus, onChange, ...field }: AssigneeSelectProps) {
  const { t } = useTranslation('sections');
  const me = useMe();
  const people = [...usePeople().values()].filter(
    ({ id, active, role }) => id === assigned || (active && may(role, 'article.write')),
  );
  return (
    <Select
      {...field}
      placeholder={t('assign.nobody')}
      data={people.map(({ id, name }): { value: string; label: string } => ({
        value: id,
        label: id === me.id ? t('assign.me', { name }) : name,
      }))}
      value={value}
      clearable
      searchable
      openOnFocus={false}
      {...(autoFocus && { 'data-autofocus': true })}
      onChange={(chosen) => onChange(people.find(({ id }) => id === chosen)?.id ?? null)}
    />
  );
}
