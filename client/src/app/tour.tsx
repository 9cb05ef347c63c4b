// The tour through the desk, in four steps. Each marks what it speaks of, where that is on the page.
import { Button } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BareDialog, DialogBody, DialogContent, DialogOverlay } from '../ui/dialog.tsx';
import { useMay } from './session.tsx';
import classes from './tour.module.css';

/** The steps in their order, each with what it marks. */
const steps = [
  { name: 'board', marks: '[data-tour="board"]' },
  { name: 'article', marks: '[data-tour="new"]' },
  { name: 'search', marks: '[data-tour="search"]' },
  { name: 'help', marks: '[data-tour="help"]' },
] as const;

/** Begins at its first step; `onEnd` is called at the last one, or where the person has had enough. */
export function Tour({ onEnd }: { onEnd: () => void }) {
  const { t } = useTranslation('help');
  const mayWrite = useMay('article.write');
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = steps[at] ?? steps[0];
  const place = usePlace(step.marks);
  const isLast = at === steps.length - 1;

  // The buttons stay where they are; screen readers announce the new step.
  const isFirstRender = useRef(true);
  useEffect(() => {
    if (at >= 0 && !isFirstRender.current) heading.current?.focus();
    isFirstRender.current = false;
  }, [at]);

  const words =
    step.name === 'article' && !mayWrite
      ? { title: t('tour.article.readerTitle'), text: t('tour.article.readerText') }
      : { title: t(`tour.${step.name}.title`), text: t(`tour.${step.name}.text`) };
  return (
    <>
      {place && <div className={classes.ring} style={place} aria-hidden />}
      <BareDialog opened onClose={onEnd} centered size={400} padding="lg">
        <DialogOverlay backgroundOpacity={0.25} />
        <DialogContent aria-label={t('tour.label')} aria-describedby="tour-text">
          <DialogBody>
            <p className={classes.count}>{t('tour.count', { at: at + 1, of: steps.length })}</p>
            <h2 ref={heading} tabIndex={-1} data-autofocus className={classes.title}>
              {words.title}
            </h2>
            <p id="tour-text" className={classes.text}>
              {words.text}
            </p>
            <div className={classes.foot}>
              <Button variant="subtle" color="gray" onClick={onEnd}>
                {t('tour.skip')}
              </Button>
              <span className={classes.ways}>
                {at > 0 && (
                  <Button variant="default" onClick={() => setAt(at - 1)}>
                    {t('tour.back')}
                  </Button>
                )}
                <Button onClick={() => (isLast ? onEnd() : setAt(at + 1))}>
                  {t(isLast ? 'tour.done' : 'tour.next')}
                </Button>
              </span>
            </div>
          </DialogBody>
        </DialogContent>
      </BareDialog>
    </>
  );
}

type Place = Record<'top' | 'left' | 'width' | 'height', number>;

/** Where the marked element is in the window; null where it is not to be seen. */
function usePlace(marks: string): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useLayoutEffect(() => {
    const measure = () => {
      const box = document.querySelector(marks)?.getBoundingClientRect();
      const around = 4;
      setPlace(
        box && box.width > 0
          ? {
              top: box.top - around,
              left: box.left - around,
              width: box.width + 2 * around,
              height: box.height + 2 * around,
            }
          : null,
      );
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [marks]);
  return place;
}
