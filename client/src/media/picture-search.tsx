// The question to the library: words, which pictures, whose.
import { type PictureFilter, pictureFilters } from '@galley/shared/api/pictures.ts';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import classes from './library.module.css';

export interface PictureQuestion {
  query?: string | undefined;
  show?: PictureFilter | undefined;
  by?: string | undefined;
}

interface PictureSearchProps {
  question: PictureQuestion;
  onAsk: (question: PictureQuestion) => void;
}

/** The server is asked once nobody has typed for so many ms. */
const typingMs = 200;

export function PictureSearch({ question, onAsk }: PictureSearchProps) {
  const { t } = useTranslation('library');
  const people = [...usePeople().values()];
  const [text, setText] = useState(question.query ?? '');
  const ask = useDebouncedCallback(
    (query: string) => onAsk({ ...question, query: query || undefined }),
    typingMs,
  );
  return (
    <div className={classes.search}>
      <TextInput
        type="search"
        className={classes.words ?? ''}
        label={t('search')}
        placeholder={t('searchHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={text}
        data-autofocus
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          ask(value.trim());
        }}
      />
      <NativeSelect
        label={t('show')}
        value={question.show ?? 'all'}
        onChange={({ currentTarget: { value } }) =>
          onAsk({ ...question, show: pictureFilters.find((one) => one === value) })
        }
        data={(['all', ...pictureFilters] as const).map((value) => ({ value, label: t(`shows.${value}`) }))}
      />
      <NativeSelect
        label={t('by')}
        value={question.by ?? ''}
        onChange={({ currentTarget: { value } }) => onAsk({ ...question, by: value || undefined })}
        data={[
          { value: '', label: t('everybody') },
          ...people.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
      />
    </div>
  );
}
