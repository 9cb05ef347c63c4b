// Moving a section by dragging it, on the page and in the outline: a move writes one value.
import { isId, type SectionId } from '@galley/shared/ids.ts';
import { type DragEvent, useState } from 'react';
import { useSectionActions } from './section-actions.ts';

const mime = 'application/x-galley-section';

/** The handlers for a section's handle and for the section as a target. */
export function useSectionDrag(id: SectionId) {
  const { moveTo } = useSectionActions();
  const [over, setOver] = useState<'before' | 'after' | undefined>();

  const side = (event: DragEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? 'before' : 'after';
  };
  return {
    over,
    handle: {
      draggable: true,
      onDragStart: (event: DragEvent<HTMLElement>) => {
        event.dataTransfer.setData(mime, id);
        event.dataTransfer.effectAllowed = 'move';
      },
    },
    target: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes(mime)) return;
        event.preventDefault();
        setOver(side(event));
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        // Going over to a part of the section is no leaving.
        const { relatedTarget } = event;
        if (relatedTarget instanceof Node && event.currentTarget.contains(relatedTarget)) return;
        setOver(undefined);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        const dragged = event.dataTransfer.getData(mime);
        setOver(undefined);
        if (!isId<SectionId>(dragged)) return;
        event.preventDefault();
        moveTo(dragged, side(event), id);
      },
    },
  };
}
