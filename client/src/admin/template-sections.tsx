// The sections of a template's draft: the list in its order, and the form of the chosen one.
import type { SectionSpec } from '@galley/shared/article/template.ts';
import type { Language } from '@galley/shared/language.ts';
import { Button, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconAlertCircle, IconGripVertical, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DraftSection,
  type TemplateDraft,
  withoutSection,
  withSection,
  withSectionAt,
} from './template-draft.ts';
import type { TemplateMistake } from './template-mistakes.ts';
import { TemplateSectionForm } from './template-section-form.tsx';
import classes from './template-sections.module.css';

interface TemplateSectionsProps {
  draft: TemplateDraft;
  mistakes: TemplateMistake[];
  onChange: (draft: TemplateDraft) => void;
}

export function TemplateSections({ draft, mistakes, onChange }: TemplateSectionsProps) {
  const { t, i18n } = useTranslation('templates');
  const language = i18n.language as Language;
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const chosen = draft.sections.find((section) => section.key === chosenKey) ?? draft.sections[0];
  const labelOf = (section: DraftSection) => section.spec.label[language] || t('list.unnamed');
  const mistake = mistakes.find(({ section, field }) => section === null && field === 'sections');

  const move = (section: DraftSection, place: number) => {
    const moved = withSectionAt(draft, section.key, place);
    const now = moved.sections.findIndex(({ key }) => key === section.key);
    onChange(moved);
    setAnnouncement(
      t('list.moved', { label: labelOf(section), place: now + 1, count: moved.sections.length }),
    );
  };
  const form = useRef<HTMLDivElement>(null);
  const choose = (section: DraftSection) => {
    setChosenKey(section.key);
    // Where the form stands below the list, one would not see that it has changed.
    if (form.current && form.current.getBoundingClientRect().top > window.innerHeight * 0.6)
      form.current.scrollIntoView({ behavior: 'smooth', block: 'start' });
  };
  const add = () => {
    const added = withSection(draft);
    onChange(added.draft);
    setChosenKey(added.key);
  };
  const remove = (section: DraftSection) => {
    const at = draft.sections.indexOf(section);
    setChosenKey((draft.sections[at + 1] ?? draft.sections[at - 1])?.key ?? null);
    onChange(withoutSection(draft, section.key));
  };

  return (
    <div className={classes.split}>
      <section aria-labelledby="template-sections">
        <h2 id="template-sections" className={classes.heading}>
          {t('list.title')}
        </h2>
        <ol className={classes.list}>
          {draft.sections.map((section, index) => (
            <SectionItem
              key={section.key}
              section={section}
              label={labelOf(section)}
              chosen={section === chosen}
              faulty={mistakes.some((one) => one.section === section.key)}
              dragged={dragged === section.key}
              onChoose={() => choose(section)}
              onMove={(step) => move(section, index + step)}
              onDrag={setDragged}
              onDraggedOver={() => {
                const other = draft.sections.find(({ key }) => key === dragged);
                if (other && other !== section) move(other, index);
              }}
            />
          ))}
        </ol>
        {mistake && (
          <Text c="var(--mantine-color-error)" size="sm" mt="xs">
            {t(`mistake.${mistake.mistake}`)}
          </Text>
        )}
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconPlus size={16} stroke={2} />}
          onClick={add}
          disabled={draft.sections.length >= 40}
        >
          {t('list.add')}
        </Button>
        <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      </section>
      <div ref={form} className={classes.form}>
        {chosen && (
          <TemplateSectionForm
            key={chosen.key}
            draft={draft}
            section={chosen}
            title={labelOf(chosen)}
            mistakes={mistakes.filter(({ section }) => section === chosen.key)}
            onChange={onChange}
            onMove={(step) => move(chosen, draft.sections.indexOf(chosen) + step)}
            onRemove={() => remove(chosen)}
          />
        )}
      </div>
    </div>
  );
}

interface SectionItemProps {
  section: DraftSection;
  label: string;
  chosen: boolean;
  faulty: boolean;
  dragged: boolean;
  onChoose: () => void;
  onMove: (step: 1 | -1) => void;
  onDrag: (key: string | null) => void;
  onDraggedOver: () => void;
}

function SectionItem(props: SectionItemProps) {
  const { section, label, chosen, faulty, dragged, onChoose, onMove, onDrag, onDraggedOver } = props;
  const { t } = useTranslation('templates');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      className={classes.item}
      data-chosen={chosen || undefined}
      data-dragged={dragged || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', label);
        onDrag(section.key);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        onDraggedOver();
      }}
      onDrop={(event) => event.preventDefault()}
      onDragEnd={() => onDrag(null)}
    >
      <UnstyledButton
        className={classes.grip ?? ''}
        aria-label={t('list.move', { label })}
        onKeyDown={onKeyDown}
      >
        <IconGripVertical size={16} stroke={1.75} />
      </UnstyledButton>
      <UnstyledButton className={classes.choose ?? ''} aria-current={chosen} onClick={onChoose}>
        <span className={classes.label}>{label}</span>
        <Facts spec={section.spec} />
      </UnstyledButton>
      {faulty && (
        <IconAlertCircle size={18} stroke={1.75} className={classes.faulty} aria-label={t('list.mistakes')} />
      )}
    </li>
  );
}

/** What sets the section apart, in a line. */
function Facts({ spec }: { spec: SectionSpec }) {
  const { t, i18n } = useTranslation('templates');
  const words = limitKey(spec.minWords, spec.maxWords);
  const items = limitKey(spec.minItems, spec.maxItems);
  const itemWords = { range: 'itemRange', min: 'itemMin', max: 'itemMax' } as const;
  const facts = [
    spec.required && t('list.required'),
    words && t(`list.limits.${words}`, { min: spec.minWords ?? 0, max: spec.maxWords ?? 0 }),
    items && t(`list.limits.${itemWords[items]}`, { min: spec.minItems ?? 0, max: spec.maxItems ?? 0 }),
    spec.boilerplate[i18n.language as Language] !== '' && t('list.boilerplate'),
    spec.boxed && t('list.boxed'),
  ].filter((fact) => typeof fact === 'string');
  return <span className={classes.facts}>{facts.join(' · ')}</span>;
}

function limitKey(min: number | null, max: number | null): 'range' | 'min' | 'max' | null {
  if (min !== null && min > 0) return max === null ? 'min' : 'range';
  return max === null ? null : 'max';
}
