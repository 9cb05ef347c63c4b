// What somebody has brought in and not yet made an article of. It outlives the dialog: a wrong click loses nothing.
import type { FoundFacts, ImportPiece, Lost } from '@galley/shared/article/formats/pieces.ts';
import type { ArticleId, TemplateId } from '@galley/shared/ids.ts';
import type { Language } from '@galley/shared/language.ts';
import { useCallback, useEffect, useState } from 'react';
import { useMe } from '../app/session.tsx';
import { type ImportSource, isSameInput } from './import-source.ts';

/** Where an import goes: to an article of its own, or into one that is open. */
export type ImportTarget = { type: 'new' } | { type: 'open'; article: ArticleId };

export interface ImportDraft {
  /** What stands in the text field, and what the clipboard had beside it. */
  text: string;
  html: string | null;
  source: ImportSource | null;
  /** What was recognized, as corrected; null before it was read. */
  pieces: ImportPiece[] | null;
  /** What the file says of its text, and what of it can't be taken over. */
  facts: FoundFacts;
  /** What the person says instead. */
  corrected: FoundFacts;
  /** On whose clocks the embargo is. */
  timeZone: string;
  lost: Lost[];
  step: 'source' | 'preview';
  /** Null for what suggests itself. */
  template: TemplateId | null;
  language: Language | null;
  mode: 'fill' | 'append';
  /** A machine made the text; null for what the file says itself. */
  machineMade: boolean | null;
}

const empty: ImportDraft = {
  text: '',
  html: null,
  source: null,
  pieces: null,
  facts: {},
  corrected: {},
  timeZone: 'UTC',
  lost: [],
  step: 'source',
  template: null,
  language: null,
  mode: 'fill',
  machineMade: null,
};

const kept = new Map<string, ImportDraft>();

/** The draft for this target, how to change it, and how to throw it away. */
export function useImportDraft(target: ImportTarget): {
  draft: ImportDraft;
  change: (part: Partial<ImportDraft>) => void;
  changePiece: (id: string, change: (piece: ImportPiece) => ImportPiece) => void;
  discard: () => void;
} {
  const me = useMe();
  const key = `${me.id} ${target.type === 'new' ? '' : target.article}`;
  const [draft, setDraft] = useState(() => kept.get(key) ?? empty);
  useEffect(() => {
    if (draft === empty) kept.delete(key);
    else kept.set(key, draft);
  }, [key, draft]);
  // The same function at all times, for the many rows of a preview.
  const changePiece = useCallback(
    (id: string, change: (piece: ImportPiece) => ImportPiece) =>
      setDraft((current) => ({
        ...current,
        pieces: current.pieces?.map((piece) => (piece.id === id ? change(piece) : piece)) ?? null,
      })),
    [],
  );
  return {
    draft,
    change: (part) => setDraft((current) => ({ ...current, ...part })),
    changePiece,
    discard: () => {
      kept.delete(key);
      setDraft(empty);
    },
  };
}

/** Whether the text will be marked as made by a machine. */
export function isMachineMade({ machineMade, facts }: ImportDraft): boolean {
  return machineMade ?? facts.machineMade === 'all';
}

/** What is said beside the box for it: what the file says, and what becomes of the text as the box is. */
export function machineNote(
  draft: ImportDraft,
): `preview.machineMade${'Said' | 'Hint' | 'Unsaid' | 'Part' | 'Off'}` {
  const said = draft.facts.machineMade;
  if (isMachineMade(draft)) return said === 'all' ? 'preview.machineMadeSaid' : 'preview.machineMadeHint';
  if (said === 'part') return 'preview.machineMadePart';
  return said === 'all' ? 'preview.machineMadeUnsaid' : 'preview.machineMadeOff';
}

/** What a person has said of a file is forgotten with another one; read in another way it is the same file still. */
export function forgotten(draft: ImportDraft, source: ImportSource): Partial<ImportDraft> {
  const isSame = draft.source !== null && isSameInput(draft.source, source);
  return isSame ? {} : { corrected: {}, machineMade: null };
}

/** Whether there is anything in it that could be lost. */
export function holdsAnything({ text, source }: ImportDraft): boolean {
  return text.trim() !== '' || source !== null;
}
