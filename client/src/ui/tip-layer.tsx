// The words that appear over what the pointer rests on: one tooltip for the whole page. A button with a `data-tip` costs nothing
// until somebody points at it, where a tooltip of its own is a dozen components to each button.
import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';

interface Tip {
  element: HTMLElement;
  words: string;
}

/** How long the pointer stays on something before its tip appears, in ms. */
const delay = 350;

/** Shows the `data-tip` of what the pointer is on. It stands once in the page. */
export function TipLayer() {
  const tip = useTip();
  if (!tip) return null;
  return (
    <Tooltip
      opened
      label={tip.words}
      target={tip.element}
      multiline
      maw={280}
      transitionProps={{ duration: 0 }}
    />
  );
}

/** What is pointed at for long enough; null once it is left, pressed, or a key is pressed. Fingers point at nothing. */
function useTip(): Tip | null {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let pointed: HTMLElement | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const words = pointed?.getAttribute('data-tip');
      setTip(pointed?.isConnected && words ? { element: pointed, words } : null);
    };
    // What the words are about may change while they are read, as with the state of saving.
    const changes = new MutationObserver(show);
    const leave = () => {
      clearTimeout(timer);
      changes.disconnect();
      setTip(null);
    };
    const onPointerOver = ({ target, pointerType }: PointerEvent) => {
      const under =
        target instanceof Element && pointerType !== 'touch'
          ? target.closest<HTMLElement>('[data-tip]')
          : null;
      if (under === pointed) return;
      leave();
      pointed = under;
      if (!under) return;
      timer = setTimeout(() => {
        show();
        changes.observe(under, { attributeFilter: ['data-tip'] });
      }, delay);
    };
    const onPointerLeave = () => {
      leave();
      pointed = null;
    };
    const page = document.documentElement;
    document.addEventListener('pointerover', onPointerOver);
    page.addEventListener('pointerleave', onPointerLeave);
    document.addEventListener('pointerdown', leave);
    document.addEventListener('keydown', leave);
    return () => {
      leave();
      document.removeEventListener('pointerover', onPointerOver);
      page.removeEventListener('pointerleave', onPointerLeave);
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('keydown', leave);
    };
  }, []);
  return tip;
}
