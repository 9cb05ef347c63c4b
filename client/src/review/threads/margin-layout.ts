// Where the cards of threads stand beside the text: each at its passage as far as there is room, none over another.
import { regionOfSubject, type ThreadSubject } from '@galley/shared/api/threads.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { likelyHeight } from './drawn-cards.ts';

/** Where a card wants to stand, in px from the top of the margin, and how tall it is. */
export interface WantedPlace {
  id: string;
  wanted: number;
  height: number;
}

/** A card, and what it is about. */
export interface Carded {
  id: string;
  subject: ThreadSubject | { type: 'suggestion'; region: Region };
}

const gap = 10;

/** The head with the filters, which stands over the top of the margin, in px. */
const headHeight = 42;

/**
 * Places cards without overlap, in the order of their wanted places. The one that is looked at stands where it wants to;
 * those before it give way upwards and those behind it downwards.
 */
export function placeCards(
  cards: readonly WantedPlace[],
  active: string | null,
  /** No card stands higher; where those before the one that is looked at find no room, all move down. */
  floor = Number.NEGATIVE_INFINITY,
): Map<string, number> {
  const sorted = [...cards].sort((a, b) => a.wanted - b.wanted);
  const places = new Map<string, number>();
  const pivot = Math.max(
    0,
    sorted.findIndex(({ id }) => id === active),
  );
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { id, wanted, height } of sorted.slice(pivot)) {
    const top = Math.max(wanted, bottom);
    places.set(id, top);
    bottom = top + height + gap;
  }
  let ceiling = places.get(sorted[pivot]?.id ?? '') ?? 0;
  for (const { id, wanted, height } of sorted.slice(0, pivot).reverse()) {
    const top = Math.min(wanted, ceiling - height - gap);
    places.set(id, top);
    ceiling = top;
  }
  const missing = floor - ceiling;
  if (sorted.length > 0 && missing > 0) for (const [id, top] of places) places.set(id, top + missing);
  return places;
}

/** Of a thread: where its card goes, and whether the text that it is about is gone. */
export interface CardPlace {
  top: number;
  gone: boolean;
}

/** The text moves with nearly each key; that it still stands beside its cards is looked at this seldom, in ms. */
const textMs = 200;

/** Measures and places the cards in the margin; anew when the text, the cards or the window change. */
export function useMarginLayout(
  margin: RefObject<HTMLElement | null>,
  cards: readonly Carded[],
  active: string | null,
): ReadonlyMap<string, CardPlace> {
  const [places, setPlaces] = useState<ReadonlyMap<string, CardPlace>>(new Map());
  const heights = useRef(new Map<string, number>());
  // Pressing a button makes its card the one that is looked at; would the card move at once, the release would miss the button.
  const pressed = useRef(false);
  const followed = useRef<string | null>(null);
  useLayoutEffect(() => {
    const element = margin.current;
    const paper = document.querySelector('article');
    if (!element || !paper) return;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      clearTimeout(timer);
      timer = undefined;
      frame = 0;
      if (pressed.current) return;
      const next = measured(element, cards, heights.current, active);
      setPlaces((before) => (isEqual(before, next) ? before : next));
      if (followed.current === active) return;
      followed.current = active;
      const place = active === null ? undefined : next.get(active);
      if (place) follow(element, place.top, heights.current.get(active ?? '') ?? likelyHeight);
    };
    const soon = () => {
      frame ||= requestAnimationFrame(measure);
    };
    const sizes = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const { card, drawn } = target instanceof HTMLElement ? target.dataset : {};
        const height = borderBoxSize[0]?.blockSize;
        // One without a place yet is not shown and has no height.
        if (card !== undefined && drawn !== undefined && height) heights.current.set(card, height);
      }
      soon();
    });
    sizes.observe(paper);
    for (const card of element.querySelectorAll('[data-card]')) sizes.observe(card);
    const text = new MutationObserver(() => {
      timer ??= setTimeout(soon, textMs);
    });
    text.observe(paper, { childList: true, subtree: true, characterData: true });
    const press = ({ button }: PointerEvent) => {
      pressed.current = button === 0;
    };
    const release = () => {
      if (!pressed.current) return;
      pressed.current = false;
      soon();
    };
    element.addEventListener('pointerdown', press);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    soon();
    return () => {
      element.removeEventListener('pointerdown', press);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      sizes.disconnect();
      text.disconnect();
    };
  }, [margin, cards, active]);
  return places;
}

/** The header and the bars below it, in px. */
const barsHeight = 150;

/** Where there are many, a card that is looked at goes a long way to its passage: the window goes there too. */
function follow(margin: HTMLElement, top: number, height: number): void {
  const y = margin.getBoundingClientRect().top + top;
  if (y < barsHeight) window.scrollBy(0, y - barsHeight);
  else if (y + height > innerHeight) window.scrollBy(0, Math.min(y - barsHeight, y + height - innerHeight));
}

function measured(
  margin: HTMLElement,
  carded: readonly Carded[],
  heights: ReadonlyMap<string, number>,
  active: string | null,
): ReadonlyMap<string, CardPlace> {
  const origin = margin.getBoundingClientRect().top;
  const known = [...heights.values()];
  // What is not drawn yet is taken to be like the others, so that little moves when it is.
  const likely = known.length === 0 ? likelyHeight : known.reduce((sum, one) => sum + one, 0) / known.length;
  const passages = new Map<string | undefined, Element>();
  for (const mark of document.querySelectorAll<HTMLElement>(
    'article [data-thread], article [data-suggestion]',
  )) {
    for (const id of [mark.dataset.thread, mark.dataset.suggestion])
      if (id !== undefined && !passages.has(id)) passages.set(id, mark);
  }
  const gone = new Set<string>();
  const cards = carded.map(({ id, subject }): WantedPlace => {
    const passage = passages.get(id) ?? wholeOf(subject);
    if (!passage) gone.add(id);
    const place = passage ?? frameOf(subject);
    const box = place?.getBoundingClientRect();
    // Of several in one line the first stands first.
    const wanted = box ? box.top - origin + box.left / 100_000 : 0;
    return { id, wanted: Math.max(headHeight, wanted), height: heights.get(id) ?? likely };
  });
  const tops = placeCards(cards, active, headHeight);
  return new Map([...tops].map(([id, top]) => [id, { top, gone: gone.has(id) }]));
}

/** Where the text is that a thread or suggestion is about. */
export function passageOf(id: string): Element | null {
  return document.querySelector(`article [data-thread="${id}"], article [data-suggestion="${id}"]`);
}

/** What a thread is about where that is no passage; also the section of a passage that is not shown yet. */
export function wholeOf(subject: Carded['subject']): Element | null {
  switch (subject.type) {
    case 'article':
    case 'region':
      return frameOf(subject);
    case 'block':
    case 'suggestion':
    case 'text': {
      const frame = frameOf(subject);
      return frame?.querySelector('[contenteditable]') ? null : frame;
    }
  }
}

function frameOf(subject: Carded['subject']): Element | null {
  const region = subject.type === 'suggestion' ? subject.region : regionOfSubject(subject);
  return document.getElementById(region === null || isLine(region) ? 'article-head' : `section-${region}`);
}

function isEqual(a: ReadonlyMap<string, CardPlace>, b: ReadonlyMap<string, CardPlace>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, place] of b) {
    const other = a.get(id);
    if (!other || Math.abs(other.top - place.top) >= 1 || other.gone !== place.gone) return false;
  }
  return true;
}
