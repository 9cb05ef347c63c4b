// Following a person: the page scrolls to wherever they write, until one does something oneself.
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { useEffect, useEffectEvent } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Participant } from '../collab/use-presence.ts';
import { caretOf } from '../editor/carets.ts';

/** The part of the window's height within which a caret is left alone: a page that moves at each word is no pleasure. */
const calm = { from: 0.2, to: 0.75 };

/** In frames of the screen, for how long a caret is waited for in the region that its person is in. */
const longestLook = 300;

/** What ends following. */
const ownInput = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Keeps the person's caret in view; `onEnd` is called with the first scrolling, typing or pointing of one's own. */
export function useFollowing(awareness: Awareness, person: Participant | null, onEnd: () => void): void {
  const client = person?.client;
  const id = person?.id;
  const region = person?.region;
  const end = useEffectEvent(onEnd);

  useEffect(() => {
    if (id === undefined) return;
    let frame = 0;
    const goThere = () => {
      cancelAnimationFrame(frame);
      const place = frameOf(region);
      let looks = 0;
      // The caret is drawn with the editor's next update, or once the editor is there; until then it stands where it was.
      const look = () => {
        const caret = caretOf(id);
        if (caret && (!place || place.contains(caret))) return bringIntoView(caret);
        if (looks === 0) place?.scrollIntoView({ block: 'center', behavior: 'smooth' });
        looks += 1;
        if (looks < longestLook) frame = requestAnimationFrame(look);
      };
      frame = requestAnimationFrame(look);
    };
    const onChange = ({ updated }: { updated: number[] }) => {
      if (client !== undefined && updated.includes(client)) goThere();
    };
    goThere();
    awareness.on('change', onChange);
    return () => {
      cancelAnimationFrame(frame);
      awareness.off('change', onChange);
    };
  }, [awareness, client, id, region]);

  const isFollowing = id !== undefined;
  useEffect(() => {
    if (!isFollowing) return;
    const onInput = (event: Event) => {
      if (!isForHeader(event)) end();
    };
    for (const type of ownInput) window.addEventListener(type, onInput, { passive: true });
    return () => {
      for (const type of ownInput) window.removeEventListener(type, onInput);
    };
  }, [isFollowing]);
}

/** Pressing one of the header's buttons, or going to one: those of following say by themselves what comes next. */
function isForHeader(event: Event): boolean {
  if (!(event.target instanceof Element) || !event.target.closest('header')) return false;
  if (event instanceof KeyboardEvent) return ['Tab', 'Shift', 'Enter', ' '].includes(event.key);
  return event.type === 'pointerdown';
}

function bringIntoView(caret: Element): void {
  const { top } = caret.getBoundingClientRect();
  const place = top / window.innerHeight;
  if (place < calm.from || place > calm.to) caret.scrollIntoView({ block: 'center', behavior: 'smooth' });
}

function frameOf(region: Region | null | undefined): Element | null {
  if (region == null) return null;
  return document.getElementById(isLine(region) ? 'article-head' : `section-${region}`);
}
