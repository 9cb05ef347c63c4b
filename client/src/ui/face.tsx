// A person's face: their picture, or their initials on their color.
import type { Person } from '@galley/shared/api/people.ts';
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { Avatar, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './face.module.css';
import { readableOn } from './readable-on.ts';

interface FaceProps {
  person: Pick<Person, 'name' | 'color' | 'picture'>;
  size?: number;
  /** A ring in the person's color, as in the editor where the color is the caret's. */
  ring?: boolean;
}

/** One face. It says nothing to screen readers: write the name beside it, or use `Faces`. */
export function Face({ person, size = 24, ring = false }: FaceProps) {
  return (
    <Avatar
      src={person.picture ? picturePath(person.picture, 480) : null}
      alt=""
      size={size}
      radius="xl"
      className={classes.face ?? ''}
      mod={{ ring }}
      style={{ '--face': person.color, '--face-text': readableOn(person.color), '--face-size': `${size}px` }}
      aria-hidden
    >
      {/* Drawn by the style sheet: as text they would be a label that the name beside them does not hold (WCAG 2.5.3). */}
      <span className={classes.initials} data-initials={initials(person.name)} />
    </Avatar>
  );
}

interface FacesProps {
  people: readonly FaceProps['person'][];
  size?: number;
  max?: number;
  ring?: boolean;
}

/** Overlapping faces with a sentence that names them all, for the pointer and for screen readers. */
export function Faces({ people, size = 24, max = 4, ring = false }: FacesProps) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const names = people.map((person) => person.name).join(', ');
  const sentence = t('faces.here', { count: people.length, names });
  return (
    <span data-tip={sentence} className={classes.faces}>
      <VisuallyHidden>{sentence}</VisuallyHidden>
      {shown.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same person may be shown twice, and faces hold no state
        <Face key={index} person={person} size={size} ring={ring} />
      ))}
      {people.length > shown.length && (
        <span className={classes.more} style={{ '--face-size': `${size}px` }} aria-hidden>
          +{people.length - shown.length}
        </span>
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
