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
import { Input, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { houseStyleQuery } from '../app/house-style.ts';
import { usePeople } from '../app/people.ts';
import { useMe } from '../app/session.tsx';
import { RowForm } from './row-form.tsx';
import { useRowForm } from './use-row-form.ts';

interface StyleWordFormProps {
  /** Null for a new one. */
  word: StyleWord | null;
  onClose: () => void;
}

export function StyleWordForm({ word, onClose }: StyleWordFormProps) {
  const { t } = useTranslation(['style', 'app']);
  const me = useMe();
  const people = usePeople();
  const form = useRowForm({
    initial: (): NewStyleWord => ({
      avoid: word?.avoid ?? '',
      prefer: word?.prefer ?? '',
      note: word?.note ?? '',
      language: word?.language ?? 'both',
      owner: word?.owner ?? me.id,
    }),
    save: (fields) =>
      word
        ? call(routes.changeStyleWord, {
            params: { id: word.id },
            body: { ...fields, version: word.version },
          })
        : call(routes.addStyleWord, { body: fields }),
    remove: async () => word && (await call(routes.removeStyleWord, { params: { id: word.id } })),
    queryKey: houseStyleQuery.queryKey,
    reasons: styleWordRefusals,
    said: { saved: t('saved'), removed: t('removed') },
    onClose,
  });
  const { fields, set } = form;
  const refusal = (field: keyof NewStyleWord) => {
    const why = form.refusalOf(field);
    return why && t(`refused.${why}`);
  };
  const owners = [...people.values()]
    .filter(({ id, active }) => active || id === fields.owner)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <RowForm
      title={word ? t('changeTitle') : t('add')}
      form={form}
      save={word ? t('app:save') : t('create')}
      conflict={t('conflict')}
      removal={
        word && {
          label: t('remove'),
          question: t('removeAsk', { word: word.avoid }),
          yes: t('removeYes'),
        }
      }
      onClose={onClose}
    >
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
    </RowForm>
  );
}
