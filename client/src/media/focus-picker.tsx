// The point of a picture that its crops keep: set by a click, by dragging, or by the arrow keys.
import { picturePath } from '@galley/shared/article/picture-files.ts';
import { focusAt, focusPoint } from '@galley/shared/article/picture-settings.ts';
import { Button, Text } from '@mantine/core';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './focus-picker.module.css';

interface FocusPickerProps {
  media: string;
  focus: string | null;
  /** The shapes that are shown, as width to height. */
  ratios: readonly string[];
  /** Null for the middle. */
  onSet: (focus: string | null) => void;
}

const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** By how many percent a key moves the point; with Shift by ten times as many. */
const keyStep = 1;

/** `focus` and what `onSet` gets are as attributes have them (`picture-settings.ts`); null is the middle. */
export function FocusPicker({ media, focus, ratios, onSet }: FocusPickerProps) {
  const { t } = useTranslation('library');
  /** While it is dragged, nobody else sees it. */
  const [dragged, setDragged] = useState<string | null | undefined>(undefined);
  const point = focusPoint(dragged === undefined ? focus : dragged);
  const position = `${point.x}% ${point.y}%`;
  const at = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    return focusAt(((clientX - box.left) / box.width) * 100, ((clientY - box.top) / box.height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [x, y] = steps[event.key] ?? [0, 0];
    if (x === 0 && y === 0) return;
    event.preventDefault();
    // A dialog that a toolbar opens is within it for React, and the toolbar's arrow keys walk from tool to tool.
    event.stopPropagation();
    const by = event.shiftKey ? keyStep * 10 : keyStep;
    onSet(focusAt(point.x + x * by, point.y + y * by));
  };
  return (
    <section aria-label={t('focus.label')} className={classes.picker}>
      <div
        className={classes.area}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(at(event));
        }}
        onPointerMove={(event) => dragged !== undefined && setDragged(at(event))}
        onPointerUp={(event) => {
          setDragged(undefined);
          onSet(at(event));
        }}
        onPointerCancel={() => setDragged(undefined)}
      >
        <img src={picturePath(media)} alt="" draggable={false} />
        <button
          type="button"
          className={classes.point}
          style={{ left: `${point.x}%`, top: `${point.y}%` }}
          aria-label={t('focus.point', point)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={classes.beside}>
        <Text size="sm" c="dimmed">
          {t('focus.hint')}
        </Text>
        <div className={classes.previews}>
          {ratios.map((ratio) => (
            <figure key={ratio}>
              <img
                src={picturePath(media, 480)}
                alt={t('focus.preview', { ratio })}
                style={{ aspectRatio: ratio.replace(':', ' / '), objectPosition: position }}
              />
              <figcaption aria-hidden>{ratio}</figcaption>
            </figure>
          ))}
        </div>
        <Button size="compact-sm" variant="default" disabled={focus === null} onClick={() => onSet(null)}>
          {t('focus.middle')}
        </Button>
      </div>
    </section>
  );
}
