// A comment's text as it is read: people by their names, addresses as links, lines as lines.
import { isId, type UserId } from '@galley/shared/ids.ts';
import { Fragment } from 'react';
import { usePeople } from '../../app/people.ts';
import classes from './comment-text.module.css';

const token = /@\[([0-9a-z]{4,40})\]|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/g;

export function CommentText({ body }: { body: string }) {
  const people = usePeople();
  return (
    <p className={classes.text}>
      {partsOf(body).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which hold no state
        <Fragment key={index}>
          {part.type === 'text' ? (
            part.text
          ) : part.type === 'link' ? (
            <a href={part.text} target="_blank" rel="noreferrer noopener">
              {part.text.replace(/^https?:\/\//, '')}
            </a>
          ) : (
            <strong className={classes.mention}>@{people.get(part.user)?.name ?? '?'}</strong>
          )}
        </Fragment>
      ))}
    </p>
  );
}

type Part =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string }
  | { type: 'mention'; user: UserId };

/** A comment's text in its parts. */
function partsOf(body: string): Part[] {
  const parts: Part[] = [];
  let last = 0;
  for (const match of body.matchAll(token)) {
    if (match.index > last) parts.push({ type: 'text', text: body.slice(last, match.index) });
    const [whole, person, link] = match;
    parts.push(
      isId<UserId>(person) ? { type: 'mention', user: person } : { type: 'link', text: link ?? whole },
    );
    last = match.index + whole.length;
  }
  if (last < body.length) parts.push({ type: 'text', text: body.slice(last) });
  return parts;
}
