// Dragging a block by its handle to any place in any section.
import { type DragEvent as ReactDragEvent, type RefObject, useEffect, useState } from 'react';
import { useArticle } from '../article-context.ts';
import type { BlockSpot } from './block-moves.ts';
import { dropPlace } from './block-places.ts';
import type { Tools } from './tools.ts';

interface DropLine {
  top: number;
  left: number;
  width: number;
}

/** `line` is where the block would go now; null while none is dragged. */
export function useBlockDrag(handle: RefObject<HTMLElement | null>, { blocks }: Tools) {
  const { editors } = useArticle();
  const [dragged, setDragged] = useState<BlockSpot | null>(null);
  const [line, setLine] = useState<DropLine | null>(null);

  useEffect(() => {
    const paper = handle.current?.closest('article');
    if (!dragged || !paper) return;
    const onDragOver = (event: DragEvent) => {
      const place = dropPlace(editors, paper, event.clientY);
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
      setLine(place.line);
    };
    const onDrop = (event: DragEvent) => {
      const place = dropPlace(editors, paper, event.clientY);
      event.preventDefault();
      event.stopPropagation();
      if (place) void blocks.moveTo(dragged, place.spot);
    };
    const onDragEnd = () => {
      setDragged(null);
      setLine(null);
    };
    // Before the editors, which would take the block for text that comes from elsewhere.
    window.addEventListener('dragover', onDragOver, true);
    window.addEventListener('drop', onDrop, true);
    window.addEventListener('dragend', onDragEnd, true);
    return () => {
      window.removeEventListener('dragover', onDragOver, true);
      window.removeEventListener('drop', onDrop, true);
      window.removeEventListener('dragend', onDragEnd, true);
    };
  }, [dragged, editors, blocks, handle]);

  const start = (event: ReactDragEvent, spot: BlockSpot) => {
    const editor = editors.of(spot.region);
    if (!editor) return;
    const dom = editor.view.dom.children[spot.index];
    event.dataTransfer.effectAllowed = 'move';
    // Firefox drags nothing without data.
    event.dataTransfer.setData('text/plain', dom?.textContent ?? '');
    if (dom) event.dataTransfer.setDragImage(dom, 0, 0);
    setDragged(spot);
  };
  return { line, start };
}
