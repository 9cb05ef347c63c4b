// What a person does with whole sections. Every action is one step to undo; where another person has written in a section
// meanwhile, undoing its making only puts it among the removed ones.
import { outlineMap } from '@galley/shared/article/document.ts';
import {
  moveSection,
  type OutlineEntry,
  type Place,
  removeSection,
  renameSection,
  restoreSection,
} from '@galley/shared/article/outline.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { duplicateSection, insertSection } from '@galley/shared/article/sections.ts';
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { SectionId } from '@galley/shared/ids.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { byHand } from '../collab/connection.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { announce } from '../ui/announcer.tsx';
import { showUndo } from '../ui/undo-toast.tsx';

export interface SectionActions {
  add(spec: SectionSpec, place: Place): void;
  duplicate(id: SectionId): void;
  rename(id: SectionId, title: string): void;
  remove(entry: OutlineEntry): void;
  restore(id: SectionId): void;
  /** Moves a section behind or before another one. */
  moveTo(id: SectionId, side: 'before' | 'after', other: SectionId): void;
  /** Moves a section up or down by one place; does nothing at the end. */
  moveBy(entry: OutlineEntry, step: -1 | 1): void;
}

export function useSectionActions(): SectionActions {
  const { t } = useTranslation('editor');
  const { session, template, language, editors } = useArticle();
  const { doc, undo, steps } = session.connection;
  const outline = useOutline(session.doc);
  return useMemo(() => {
    const sections = outline.filter((entry) => !entry.removed);
    const act = (id: SectionId, change: () => void) => {
      const entry = outlineMap(doc).get(id);
      if (!entry) return;
      undo.addToScope(entry);
      steps.asOne(() => doc.transact(change, byHand));
    };
    // A new section comes as a removed one that is brought back: that is what undoing takes away again.
    const bringIn = (make: () => SectionId | null) => {
      const id = doc.transact(() => {
        const made = make();
        if (made) removeSection(doc, made);
        return made;
      });
      if (!id) return;
      act(id, () => restoreSection(doc, id));
      void editors.focus(id);
    };
    const moveTo = (id: SectionId, side: 'before' | 'after', other: SectionId) => {
      if (id === other) return;
      const rest = sections.filter((entry) => entry.id !== id);
      const place = rest.findIndex((entry) => entry.id === other) + (side === 'after' ? 1 : 0);
      const before = rest[place - 1];
      if (sections.findIndex((entry) => entry.id === id) === place) return;
      act(id, () => moveSection(doc, id, before ? { after: before.id } : 'first'));
      const moved = sections.find((entry) => entry.id === id);
      if (!moved) return;
      const name = sectionLabel(moved, template, language);
      announce(t('section.moved', { name, place: place + 1, count: sections.length }));
    };
    return {
      add: (spec, place) => bringIn(() => insertSection(doc, spec, language, place)),
      duplicate: (id) => bringIn(() => duplicateSection(doc, id)),
      rename: (id, title) => act(id, () => renameSection(doc, id, title)),
      restore: (id) => act(id, () => restoreSection(doc, id)),
      remove: (entry) => {
        const name = sectionLabel(entry, template, language);
        act(entry.id, () => removeSection(doc, entry.id));
        showUndo(t('section.removed', { name }), t('section.undo'), () =>
          act(entry.id, () => restoreSection(doc, entry.id)),
        );
      },
      moveTo,
      moveBy: (entry, step) => {
        const other = sections[sections.findIndex(({ id }) => id === entry.id) + step];
        if (other) moveTo(entry.id, step === 1 ? 'after' : 'before', other.id);
      },
    };
  }, [doc, undo, steps, outline, template, language, editors, t]);
}
