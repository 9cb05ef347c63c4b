// Who wrote which passage of the text as it stands now, in their colors, and how much of it is whose.
import type { Passage } from '@galley/shared/api/history.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Loader } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { useArticle } from '../editor/article-context.ts';
import { Face } from '../ui/face.tsx';
import { useTimes } from '../ui/times.ts';
import classes from './authorship-view.module.css';
import { authorshipFile, authorshipQuery } from './history-requests.ts';

export function AuthorshipView() {
  const { t } = useTranslation('history');
  const { row, template, language } = useArticle();
  const people = usePeople();
  const [only, setOnly] = useState<UserId | null>(null);
  const { data } = useQuery(authorshipQuery(row.id));
  if (!data)
    return (
      <div className={classes.note} aria-busy>
        <Loader size="sm" />
      </div>
    );
  const lines: Record<string, string> = { headline: t('place.headline'), dek: t('place.dek') };
  const total = data.shares.reduce((sum, { characters }) => sum + characters, 0);
  const nameOf = (author: UserId | null) => (author === null ? 'Galley' : (people.get(author)?.name ?? '?'));
  return (
    <div className={classes.columns}>
      <div className={classes.shares}>
        {data.shares.map(({ author, characters }) => {
          const person = author === null ? undefined : people.get(author);
          return (
            <button
              key={author ?? 'galley'}
              type="button"
              className={classes.share}
              aria-pressed={only !== null && only === author}
              disabled={author === null}
              onClick={() => setOnly(only === author ? null : author)}
            >
              {person && <Face person={person} size={22} />}
              <span>{nameOf(author)}</span>
              <span className={classes.percent}>{Math.round((characters / Math.max(1, total)) * 100)} %</span>
            </button>
          );
        })}
        <Button
          component="a"
          href={authorshipFile(row.id)}
          download
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={15} />}
        >
          {t('download')}
        </Button>
      </div>
      <div className={classes.text} lang={language}>
        {data.places
          .filter(({ blocks }) => blocks.length > 0)
          .map(({ place, kind, title, blocks }) => (
            <section key={place}>
              <h3 className={classes.place}>
                {lines[place] ?? sectionLabel({ kind, title }, template, language)}
              </h3>
              {blocks.map(({ type, passages }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place, and holds no state
                <p key={index} className={classes.block} data-type={type}>
                  {passages.map((passage, at) => (
                    <PassageView
                      // biome-ignore lint/suspicious/noArrayIndexKey: a passage is its place, and holds no state
                      key={at}
                      passage={passage}
                      dimmed={only !== null && only !== passage.author}
                    />
                  ))}
                </p>
              ))}
            </section>
          ))}
      </div>
    </div>
  );
}

function PassageView({ passage, dimmed }: { passage: Passage; dimmed: boolean }) {
  const time = useTimes();
  const people = usePeople();
  const person = passage.author === null ? undefined : people.get(passage.author);
  const when = passage.at === null ? '' : `, ${time(passage.at, 'dateTime')}`;
  return (
    <span
      data-tip={`${person?.name ?? 'Galley'}${when}`}
      className={classes.passage}
      data-dimmed={dimmed || undefined}
      style={{ '--author': person?.color ?? 'transparent' }}
    >
      {passage.text}
    </span>
  );
}
