// What every card beside the text is: a place for the focus that brings itself and its passage out, and that is empty as
// long as nobody can see it.
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useThreadStore } from '../article-review.ts';
import classes from './thread-card.module.css';
import type { CardId } from './thread-store.ts';

interface CardFrameProps {
  id: CardId;
  kind: 'thread' | 'suggestion';
  label: string;
  active: boolean;
  /** It is over: resolved, accepted, rejected. */
  closed: boolean;
  /** Of one that is not drawn: the height that it takes meanwhile, in px. */
  height: number | undefined;
  keyShortcuts?: string | undefined;
  /** Keys that are pressed while the card itself has the focus. */
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

/** What a thread and a suggestion have in common as cards. One that is not drawn has no children, and its height. */
export function CardFrame({
  id,
  kind,
  label,
  active,
  closed,
  height,
  keyShortcuts,
  onKeyDown,
  children,
}: CardFrameProps) {
  const store = useThreadStore();
  const card = useRef<HTMLElement>(null);
  return (
    <section
      ref={card}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that lead from card to card lead here
      tabIndex={0}
      aria-label={label}
      aria-keyshortcuts={keyShortcuts}
      className={classes.card}
      style={height === undefined ? undefined : { height }}
      data-active={active || undefined}
      data-resolved={closed || undefined}
      {...{ [`data-${kind}-card`]: id }}
      onFocus={() => store.activate(id)}
      onMouseEnter={() => store.hover(id)}
      onMouseLeave={() => store.hover(null)}
      onKeyDown={(event) => {
        if (event.target === card.current) onKeyDown?.(event);
      }}
    >
      {children}
    </section>
  );
}
