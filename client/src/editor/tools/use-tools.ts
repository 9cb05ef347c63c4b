// What the tools share on a page: which section allows what, what is being asked for, and the keys of the page.
import { presentSections } from '@galley/shared/article/outline.ts';
import type { Region } from '@galley/shared/article/region.ts';
import { specOf } from '@galley/shared/article/template.ts';
import { useHotkeys } from '@mantine/hooks';
import type { Editor } from '@tiptap/core';
import { useMemo, useState } from 'react';
import { useArticle } from '../article-context.ts';
import { BlockMoves, type BlockSpot } from './block-moves.ts';
import type { Prompt } from './prompts.tsx';
import type { OtherPrompt, Tools } from './tools.ts';
import { pickPictures } from './upload.ts';
import { useUndo } from './use-undo.ts';

/** The tools of the open article's page, and what they ask for in dialogs. */
export function useTools(): Tools {
  const { session, editors, template } = useArticle();
  const [prompt, setPrompt] = useState<Tools['prompt']>(null);
  const [menuOf, setMenuOf] = useState<BlockSpot | null>(null);
  return useMemo(() => {
    const ask = (kind: OtherPrompt | Prompt['kind'], editor: Editor) => setPrompt({ kind, editor });
    const specOfRegion = (region: Region) => {
      const entry = presentSections(session.doc).find(({ id }) => id === region);
      return entry ? specOf(template, entry.kind) : null;
    };
    return {
      requests: {
        pickImage: pickPictures,
        pickFromLibrary: (editor: Editor) => ask('library', editor),
        askEmbed: (editor: Editor) => ask('embed', editor),
      },
      prompt,
      ask,
      closePrompt: () => setPrompt(null),
      blocks: new BlockMoves(editors, session.connection.steps, specOfRegion),
      menuOf,
      openMenu: setMenuOf,
      specOf: specOfRegion,
    };
  }, [prompt, menuOf, session, editors, template]);
}

interface PageKeysProps {
  onFind(replacing: boolean): void;
  onHelp(): void;
}

/** The keys that work wherever the focus is on the page. Shows nothing: what undo asks for is not to render the page. */
export function PageKeys({ onFind, onHelp }: PageKeysProps): null {
  const { mayType } = useArticle();
  const undo = useUndo();
  // In a text its own keys have done it already, and a field has an undo of its own.
  const outsideOfText = (run: () => unknown) => (event: KeyboardEvent) => {
    const { target } = event;
    const inText =
      target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]');
    // Among the cards the keys take decisions back.
    if (inText || !mayType || event.defaultPrevented) return;
    event.preventDefault();
    run();
  };
  const outsideOfFields = (run: () => void) => (event: KeyboardEvent) => {
    const { target } = event;
    if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]')) return;
    run();
  };
  useHotkeys(
    [
      ['mod+F', () => onFind(false)],
      ['mod+H', () => onFind(true)],
      ['mod+/', onHelp],
      ['shift+?', outsideOfFields(onHelp), { preventDefault: false }],
      ['?', outsideOfFields(onHelp), { preventDefault: false }],
      ['mod+Z', outsideOfText(() => undo.undo()), { preventDefault: false }],
      ['mod+shift+Z', outsideOfText(() => undo.redo()), { preventDefault: false }],
      ['mod+Y', outsideOfText(() => undo.redo()), { preventDefault: false }],
      ['alt+F10', () => document.querySelector<HTMLElement>('#text-tools button:not(:disabled)')?.focus()],
    ],
    [],
    true,
  );
  return null;
}
