// The house style list for those who keep it: what is not written at this desk, and what is written in its place.
import { houseStyleRoutes } from '@galley/shared/contract/house-style.ts';
import { pathTo } from '@galley/shared/contract/path.ts';
import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { houseStyleQuery } from '../app/house-style.ts';
import { usePeople } from '../app/people.ts';
import classes from './house-style-page.module.css';
import { RowsPage } from './rows-page.tsx';
import { StyleImport } from './style-import.tsx';
import { StyleWordForm } from './style-word-form.tsx';

export function HouseStylePage() {
  const { t } = useTranslation('style');
  const words = useQuery(houseStyleQuery);
  const people = usePeople();
  return (
    <RowsPage
      title={t('title')}
      intro={t('intro')}
      rows={words}
      textsOf={({ avoid, prefer, note }) => [avoid, prefer, note]}
      words={{ add: t('add'), search: t('search'), none: t('none'), noneFits: t('noneFits') }}
      form={(word, onClose) => <StyleWordForm word={word} onClose={onClose} />}
      list={(shown, change) => (
        <ul className={classes.list} aria-label={t('title')}>
          {shown.map((word) => {
            const { id, avoid, prefer, note, language, owner } = word;
            return (
              <li key={id} className={classes.word}>
                <span className={classes.pair}>
                  <del>{avoid}</del>
                  {prefer !== '' && <ins>{prefer}</ins>}
                </span>
                <span className={classes.facts}>
                  {note !== '' && <span>{note}</span>}
                  <span>
                    {[t(`language.${language}`), people.get(owner)?.name].filter(Boolean).join(' · ')}
                  </span>
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('changeOf', { word: avoid })}
                  onClick={() => change(word)}
                >
                  {t('change')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      more={<StyleImport />}
      foot={
        <Anchor
          size="sm"
          mt="md"
          display="inline-block"
          href={pathTo(houseStyleRoutes.listStyleWords, { query: { format: 'csv' } })}
        >
          {t('download')}
        </Anchor>
      }
    />
  );
}
