// A word of the house style list: the form for a new one, and for changing or removing one.
import {
  maxStyleNote,
  maxStyleWord,
  type NewStyleWord,
  type StyleWord,
  styleLanguages,
  styleWordRefusals,
} from '@galley/shared/api/house-style.ts';
import { houseStyleRoutes as routes } from '@galley/shared/contract/house-style.ts';
import { Input, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { refusalsIn } from '../app/field-refusals.ts';
import { houseStyleQuery } from '../app/house-style.ts';
import { usePeople } from '../app/people.ts';
import { problemCode } from '../app/problem-text.ts';
import { useMe } from '../app/session.tsx';
import { showProblem, showToast } from '../app/toasts.ts';
import { FormFoot } from './form-foot.tsx';
import classes from './house-style-page.module.css';

interface StyleWordFormProps {
  /** Null for a new one. */
  word: StyleWord | null;
  onClose: () => void;
}

export function StyleWordForm({ word, onClose }: StyleWordFormProps) {
  const { t } = useTranslation(['style', 'app']);
  const me = useMe();
  const people = usePeople();
  const client = useQueryClient();
  const [fields, setFields] = useState<NewStyleWord>(() => ({
    avoid: word?.avoid ?? '',
    prefer: word?.prefer ?? '',
    note: word?.note ?? '',
    language: word?.language ?? 'both',
    owner: word?.owner ?? me.id,
  }));
  const refresh = () => client.invalidateQueries({ queryKey: houseStyleQuery.queryKey });
  const done = async (message: string) => {
    await refresh();
    showToast(message);
    onClose();
  };
  const save = useMutation({
    mutationFn: () =>
      word
        ? call(routes.changeStyleWord, {
            params: { id: word.id },
            body: { ...fields, version: word.version },
          })
        : call(routes.addStyleWord, { body: fields }),
    onSuccess: () => done(t('saved')),
    onError: async (error) => {
      if (problemCode(error) === 'conflict') await refresh();
      else if (refusalsIn(error, styleWordRefusals).size === 0) showProblem(error);
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: StyleWord) => call(routes.removeStyleWord, { params: { id } }),
    onSuccess: () => done(t('removed')),
    onError: showProblem,
  });
  const set = (some: Partial<NewStyleWord>) => {
    save.reset();
    setFields((before) => ({ ...before, ...some }));
  };
  const refusals = refusalsIn(save.error, styleWordRefusals);
  const refusal = (field: keyof NewStyleWord) => {
    const why = refusals.get(field);
    return why && t(`refused.${why}`);
  };
  const owners = [...people.values()]
    .filter(({ id, active }) => active || id === fields.owner)
    .map(({ id, name }) => ({ value: id, label: name }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={word ? t('changeTitle') : t('add')}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          data-autofocus
          required
          autoComplete="off"
          spellCheck={false}
          label={t('avoid')}
          description={t('avoidHint')}
          maxLength={maxStyleWord}
          error={refusal('avoid')}
          value={fields.avoid}
          onChange={(event) => set({ avoid: event.currentTarget.value })}
        />
        <TextInput
          autoComplete="off"
          spellCheck={false}
          label={t('prefer')}
          description={t('preferHint')}
          maxLength={maxStyleWord}
          error={refusal('prefer')}
          value={fields.prefer}
          onChange={(event) => set({ prefer: event.currentTarget.value })}
        />
        <Textarea
          label={t('note')}
          description={t('noteHint')}
          autosize
          minRows={2}
          maxLength={maxStyleNote}
          error={refusal('note')}
          value={fields.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Input.Wrapper label={t('languageOf')} labelElement="div">
          <SegmentedControl
            fullWidth
            mt={4}
            aria-label={t('languageOf')}
            data={styleLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
            value={fields.language}
            onChange={(value) => {
              const language = styleLanguages.find((one) => one === value);
              if (language) set({ language });
            }}
          />
        </Input.Wrapper>
        <Select
          label={t('owner')}
          description={t('ownerHint')}
          data={owners}
          searchable
          allowDeselect={false}
          error={refusal('owner')}
          value={fields.owner}
          onChange={(value) => {
            const owner = [...people.keys()].find((id) => id === value);
            if (owner) set({ owner });
          }}
        />
        <FormFoot
          save={word ? t('app:save') : t('create')}
          saving={save.isPending}
          conflict={problemCode(save.error) === 'conflict' ? t('conflict') : null}
          removal={
            word && {
              label: t('remove'),
              question: t('removeAsk', { word: word.avoid }),
              yes: t('removeYes'),
              removing: remove.isPending,
              onRemove: () => remove.mutate(word),
            }
          }
        />
      </form>
    </Modal>
  );
}
