// Who is here, as faces; a click follows a person to wherever they write.
import { sectionLabel } from '@galley/shared/article/sections.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { Face } from '../ui/face.tsx';
import { announce } from './announcer.tsx';
import { useArticle } from './article-context.ts';
import classes from './people-bar.module.css';
import { useFollowing } from './use-following.ts';
import { type Participant, useParticipants } from './use-presence.ts';
import { useOutline } from './use-yjs.ts';

export function PeopleBar() {
  const { t } = useTranslation('editor');
  const { session, me } = useArticle();
  const { awareness } = session.connection;
  const participants = useParticipants(awareness).filter(({ id }) => id !== me.id);
  const [wanted, setWanted] = useState<UserId | null>(null);
  const followed = participants.find(({ id }) => id === wanted) ?? null;
  useFollowing(awareness, followed, () => setWanted(null));

  const toggle = (person: Participant) => {
    const isFollowed = followed?.id === person.id;
    setWanted(isFollowed ? null : person.id);
    if (!isFollowed) announce(t('people.following', { name: person.name }));
  };

  if (participants.length === 0) return null;
  return (
    <>
      <ul className={classes.bar} aria-label={t('people.label')}>
        {participants.map((person) => (
          <li key={person.id}>
            <PersonHere
              person={person}
              isFollowed={followed?.id === person.id}
              onClick={() => toggle(person)}
            />
          </li>
        ))}
      </ul>
      {followed && (
        <div className={classes.following} style={{ '--person': followed.color }}>
          <span className={classes.name}>{t('people.following', { name: followed.name })}</span>
          <Button size="compact-xs" variant="default" onClick={() => setWanted(null)}>
            {t('people.stop')}
          </Button>
        </div>
      )}
    </>
  );
}

interface PersonHereProps {
  person: Participant;
  isFollowed: boolean;
  onClick: () => void;
}

function PersonHere({ person, isFollowed, onClick }: PersonHereProps) {
  const { t } = useTranslation('editor');
  const { session, template, language } = useArticle();
  const picture = usePeople().get(person.id)?.picture ?? null;
  const entry = useOutline(session.doc).find(({ id }) => id === person.section);
  const where = entry
    ? t('people.inSection', { name: person.name, section: sectionLabel(entry, template, language) })
    : t('people.here', { name: person.name });
  const action = isFollowed ? t('people.stop') : t('people.follow', { name: person.name });
  return (
    <Tooltip label={`${where}. ${action}`} multiline maw={260}>
      <UnstyledButton
        className={classes.face ?? ''}
        aria-pressed={isFollowed}
        aria-label={t('people.follow', { name: person.name })}
        onClick={onClick}
      >
        <Face person={{ ...person, picture }} size={28} ring />
      </UnstyledButton>
    </Tooltip>
  );
}
