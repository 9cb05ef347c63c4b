// Who is here, as faces; a click follows a person to wherever they write.
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import type { UserId } from '@galley/shared/ids.ts';
import { Button, Menu, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../app/people.ts';
import { type Participant, useParticipants } from '../collab/use-presence.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { announce } from '../ui/announcer.tsx';
import { Face } from '../ui/face.tsx';
import { LazyMenu } from '../ui/lazy-menu.tsx';
import classes from './people-bar.module.css';
import { useFollowing } from './use-following.ts';

/** So many faces have room in the header; a menu names everybody, and is all there is on a phone. */
const facesInBar = 4;

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
        {participants.slice(0, facesInBar).map((person) => (
          <li key={person.id}>
            <PersonHere
              person={person}
              isFollowed={followed?.id === person.id}
              onClick={() => toggle(person)}
            />
          </li>
        ))}
      </ul>
      <EverybodyMenu participants={participants} followed={followed} onChoose={toggle} />
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

interface EverybodyMenuProps {
  participants: readonly Participant[];
  followed: Participant | null;
  onChoose: (person: Participant) => void;
}

function EverybodyMenu({ participants, followed, onChoose }: EverybodyMenuProps) {
  const { t } = useTranslation('editor');
  const places = usePlaces();
  const [first] = participants;
  if (!first) return null;
  const hidden = participants.length - facesInBar;
  return (
    <LazyMenu
      position="bottom-end"
      width={260}
      target={
        <UnstyledButton
          className={classes.everybody ?? ''}
          mod={{ few: hidden <= 0 }}
          aria-label={t('people.everybody', { count: participants.length })}
        >
          <span className={classes.first}>
            <PersonFace person={first} />
          </span>
          <span className={classes.count} aria-hidden data-hidden={hidden} data-all={participants.length} />
        </UnstyledButton>
      }
      dropdown={{ className: classes.menu ?? '' }}
    >
      {participants.map((person) => (
        <Menu.CheckboxItem
          key={person.id}
          closeMenuOnClick
          checked={person.id === followed?.id}
          onChange={() => onChoose(person)}
        >
          <span className={classes.row}>
            <PersonFace person={person} />
            <span>
              {person.name}
              <span className={classes.place}>{places(person)}</span>
            </span>
          </span>
        </Menu.CheckboxItem>
      ))}
    </LazyMenu>
  );
}

function PersonFace({ person }: { person: Participant }) {
  const picture = usePeople().get(person.id)?.picture ?? null;
  return <Face person={{ ...person, picture }} size={28} ring />;
}

/** The label of the section that a person is in; empty for none. */
function usePlaces(): (person: Participant) => string {
  const { session, template, language } = useArticle();
  const outline = useOutline(session.doc);
  return ({ region }) => {
    const entry = outline.find(({ id }) => id === region);
    return entry ? sectionLabel(entry, template, language) : '';
  };
}

interface PersonHereProps {
  person: Participant;
  isFollowed: boolean;
  onClick: () => void;
}

function PersonHere({ person, isFollowed, onClick }: PersonHereProps) {
  const { t } = useTranslation('editor');
  const section = usePlaces()(person);
  const where = section
    ? t('people.inSection', { name: person.name, section })
    : t('people.here', { name: person.name });
  const action = isFollowed ? t('people.stop') : t('people.follow', { name: person.name });
  return (
    <UnstyledButton
      data-tip={`${where}. ${action}`}
      className={classes.face ?? ''}
      aria-pressed={isFollowed}
      aria-label={t('people.follow', { name: person.name })}
      onClick={onClick}
    >
      <PersonFace person={person} />
    </UnstyledButton>
  );
}
