// Which of the cards beside a text are drawn: an article may have hundreds, and a window shows ten.
import { type RefObject, startTransition, useEffect, useState } from 'react';

/** What a card is taken to be high until it has been drawn, in px. */
export const likelyHeight = 100;

/** Cards are drawn this far outside of what is seen, so that scrolling finds them there. */
const ahead = '100% 0px';

interface Seen {
  near: boolean;
  height: number;
}

/**
 * Gives of each `[data-card]` in an element how high a place it takes while it is not drawn, in px; undefined for those
 * that are to be drawn: in the window and near it, and those that somebody has touched, for they may hold words that are
 * not sent yet. The elements are looked up anew when `cards` change.
 */
export function useDrawnCards(
  around: RefObject<HTMLElement | null>,
  cards: readonly unknown[],
): (id: string) => number | undefined {
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map());
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());

  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards have other elements
  useEffect(() => {
    const element = around.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // Piece by piece: whoever types is not kept waiting for cards.
        startTransition(() => {
          setSeen((before) => {
            const next = new Map(before);
            let changed = false;
            for (const { target, isIntersecting, boundingClientRect } of entries) {
              const card = cardAt(target);
              if (card === null || next.get(card)?.near === isIntersecting) continue;
              next.set(card, { near: isIntersecting, height: boundingClientRect.height });
              changed = true;
            }
            return changed ? next : before;
          });
        });
      },
      { root: scrollerOf(element), rootMargin: ahead },
    );
    for (const card of element.querySelectorAll('[data-card]')) observer.observe(card);
    return () => observer.disconnect();
  }, [around, cards]);

  useEffect(() => {
    const element = around.current;
    if (!element) return;
    const touch = ({ target }: Event) => {
      const card = target instanceof Element ? cardAt(target.closest('[data-card]')) : null;
      if (card !== null) setTouched((before) => (before.has(card) ? before : new Set(before).add(card)));
    };
    element.addEventListener('focusin', touch);
    element.addEventListener('pointerdown', touch);
    return () => {
      element.removeEventListener('focusin', touch);
      element.removeEventListener('pointerdown', touch);
    };
  }, [around]);

  return (id) => {
    const card = seen.get(id);
    return touched.has(id) || card?.near ? undefined : card?.height || likelyHeight;
  };
}

/** What scrolls the element; null for the window. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (
    let around = element.parentElement;
    around && around !== document.body;
    around = around.parentElement
  ) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}

function cardAt(element: Element | null): string | null {
  return (element instanceof HTMLElement && element.dataset.card) || null;
}
