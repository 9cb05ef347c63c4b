// Where a comment is written: text with a list of people behind @, sent by Ctrl or Cmd and Enter.
import type { Person } from '@galley/shared/api/people.ts';
import { withNames } from '@galley/shared/api/threads.ts';
import { isId, type UserId } from '@galley/shared/ids.ts';
import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../app/people.ts';
import { Face } from '../../ui/face.tsx';
import classes from './comment-box.module.css';

interface CommentBoxProps {
  label: string;
  placeholder: string;
  submitLabel: string;
  /** The text to change; empty for a new comment. */
  initial?: string;
  /** What was typed here before and not sent. */
  unsent?: string | undefined;
  /** Keeps what is typed. */
  onType?: (text: string) => void;
  autoFocus?: boolean;
  onSubmit: (body: string) => void;
  onCancel: () => void;
}

const most = 6;

export function CommentBox({
  label,
  placeholder,
  submitLabel,
  initial = '',
  unsent,
  onType,
  autoFocus,
  onSubmit,
  onCancel,
}: CommentBoxProps) {
  const { t } = useTranslation('threads');
  const people = usePeople();
  const [text, setText] = useState(() => unsent ?? withNames(initial, (id) => people.get(id)?.name));
  const write = (next: string) => {
    setText(next);
    onType?.(next);
  };
  const [asked, setAsked] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useCombobox({ opened: asked !== null, onDropdownClose: () => setAsked(null) });
  const found = asked === null ? [] : peopleNamed(people, asked);

  const change = (next: string, caret: number) => {
    write(next);
    const name = /(?:^|\s)@([\p{L}\p{M} .'-]{0,30})$/u.exec(next.slice(0, caret))?.[1];
    setAsked(name !== undefined && peopleNamed(people, name).length > 0 ? name : null);
    list.resetSelectedOption();
  };
  const mention = (person: Person) => {
    const caret = field.current?.selectionStart ?? text.length;
    const start = text.lastIndexOf('@', caret - 1);
    write(`${text.slice(0, start)}@${person.name} ${text.slice(caret)}`);
    setAsked(null);
    field.current?.focus();
  };
  const submit = () => {
    const body = stored(text, people).trim();
    if (body !== '') onSubmit(body);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (asked !== null && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      if (event.key === 'ArrowDown') list.selectNextOption();
      else list.selectPreviousOption();
    } else if (asked !== null && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      const person = found[Math.max(0, list.getSelectedOptionIndex())];
      if (person) mention(person);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (asked !== null) setAsked(null);
      else onCancel();
    }
  };

  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Combobox
        store={list}
        onOptionSubmit={(id) => {
          const person = isId<UserId>(id) ? people.get(id) : undefined;
          if (person) mention(person);
        }}
        withinPortal
        position="bottom-start"
      >
        <Combobox.Target withKeyboardNavigation={false}>
          <Textarea
            ref={field}
            aria-label={label}
            placeholder={placeholder}
            autosize
            minRows={1}
            maxRows={10}
            maxLength={5000}
            value={text}
            data-autofocus={autoFocus || undefined}
            autoFocus={autoFocus ?? false}
            onChange={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={found.length === 0}>
          <Combobox.Options aria-label={t('people')}>
            {found.map((person) => (
              <Combobox.Option key={person.id} value={person.id}>
                <Group gap="xs" wrap="nowrap">
                  <Face person={person} size={20} />
                  {person.name}
                </Group>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {(text !== '' || autoFocus) && (
        <Group gap={6} justify="flex-end">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button size="compact-sm" type="submit" disabled={text.trim() === ''}>
            {submitLabel}
          </Button>
        </Group>
      )}
    </form>
  );
}

type People = ReadonlyMap<UserId, Person>;

function peopleNamed(people: People, start: string): Person[] {
  const wanted = start.toLocaleLowerCase();
  return [...people.values()]
    .filter(
      ({ active, name }) =>
        active &&
        name
          .toLocaleLowerCase()
          .split(' ')
          .some((_part, index, parts) => parts.slice(index).join(' ').startsWith(wanted)),
    )
    .slice(0, most);
}

/** Ids in place of names; longer names first, so that nobody is taken for somebody whose name begins theirs. */
function stored(text: string, people: People): string {
  return [...people.values()]
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((body, { id, name }) => body.replaceAll(`@${name}`, `@[${id}]`), text);
}
