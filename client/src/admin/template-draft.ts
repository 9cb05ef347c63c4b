// A template while an admin edits it: pure steps from one draft to the next.
import {
  type ApprovalRule,
  type Label,
  openSpec,
  type SectionSpec,
  type Template,
  type TemplateContent,
} from '@galley/shared/article/template.ts';
import {
  type CheckCode,
  type CheckLevel,
  type CheckLevels,
  checkCodes,
  defaultLevel,
} from '@galley/shared/checks/levels.ts';
import { newId } from '@galley/shared/ids.ts';

export interface TemplateDraft {
  name: Label;
  sections: DraftSection[];
  approvals: ApprovalRule;
  fourEyes: boolean;
  checks: CheckLevels;
}

export interface DraftSection {
  /** Names the section in the interface while its kind may still change. */
  key: string;
  spec: SectionSpec;
  /** Whether the blocks are chosen one by one; else the section allows all of them. */
  someBlocks: boolean;
  /** What decides the kind: articles that exist, the person, or the English label as it is typed. */
  kindBy: 'articles' | 'person' | 'label';
}

/** A draft that begins as the template is. */
export function draftOf({ name, sections, approvals, fourEyes, checks }: TemplateContent): TemplateDraft {
  return {
    name,
    approvals,
    fourEyes,
    checks,
    sections: sections.map((spec) => ({
      key: spec.kind,
      spec,
      someBlocks: spec.blocks.length > 0,
      kindBy: 'articles',
    })),
  };
}

/** A draft of a new template, with one section to begin with. */
export function emptyDraft(): TemplateDraft {
  return {
    name: { en: '', de: '' },
    approvals: 'off',
    fourEyes: true,
    checks: {},
    sections: [newDraftSection()],
  };
}

/** A draft of a new template with another one's sections. */
export function copyOf(template: Template, nameOf: (name: string) => string): TemplateContent {
  const name = { en: nameOf(template.name.en), de: nameOf(template.name.de) };
  const { sections, approvals, fourEyes, checks } = template;
  return {
    name: { en: name.en.slice(0, 80), de: name.de.slice(0, 80) },
    sections,
    approvals,
    fourEyes,
    checks,
  };
}

/** What the server is sent. */
export function contentOf(draft: TemplateDraft): TemplateContent {
  const { name, approvals, fourEyes, checks } = draft;
  const sections = draft.sections.map(({ spec, someBlocks }) =>
    someBlocks ? spec : { ...spec, blocks: [] },
  );
  return { name, sections, approvals, fourEyes, checks };
}

/** Whether saving the draft would change the template. */
export function differs(draft: TemplateDraft, template: TemplateContent): boolean {
  const { name, sections, approvals, fourEyes, checks } = template;
  const now = { name, sections, approvals, fourEyes, checks };
  return JSON.stringify(contentOf(draft)) !== JSON.stringify(now);
}

export function withSection(draft: TemplateDraft): { draft: TemplateDraft; key: string } {
  const section = newDraftSection();
  return { draft: { ...draft, sections: [...draft.sections, section] }, key: section.key };
}

export function withoutSection(draft: TemplateDraft, key: string): TemplateDraft {
  return { ...draft, sections: draft.sections.filter((section) => section.key !== key) };
}

/** The draft with the section at another place; places beyond the ends are the ends. */
export function withSectionAt(draft: TemplateDraft, key: string, place: number): TemplateDraft {
  const moved = draft.sections.find((section) => section.key === key);
  if (!moved) return draft;
  const others = draft.sections.filter((section) => section.key !== key);
  const at = Math.max(0, Math.min(place, others.length));
  return { ...draft, sections: [...others.slice(0, at), moved, ...others.slice(at)] };
}

/** The draft with parts of a section's spec changed; a kind that follows the label follows it. */
export function withSpec(draft: TemplateDraft, key: string, change: Partial<SectionSpec>): TemplateDraft {
  const taken = draft.sections.filter((section) => section.key !== key).map((section) => section.spec.kind);
  return mapSection(draft, key, (section) => {
    const spec = { ...section.spec, ...change };
    if (change.kind !== undefined) return { ...section, spec, kindBy: 'person' };
    return section.kindBy === 'label'
      ? { ...section, spec: { ...spec, kind: kindFrom(spec.label.en, taken) } }
      : { ...section, spec };
  });
}

export function withSomeBlocks(draft: TemplateDraft, key: string, someBlocks: boolean): TemplateDraft {
  return mapSection(draft, key, (section) => ({ ...section, someBlocks }));
}

/** The draft in which a check counts so much; what is as by default is not kept. */
export function withLevel(draft: TemplateDraft, code: CheckCode, level: CheckLevel): TemplateDraft {
  const levels: CheckLevels = { ...draft.checks, [code]: level };
  // In one order, so that two drafts that say the same are the same.
  const checks = checkCodes.flatMap((one) => {
    const chosen = levels[one];
    return chosen === undefined || chosen === defaultLevel(one) ? [] : [[one, chosen] as const];
  });
  return { ...draft, checks: Object.fromEntries(checks) };
}

/** A kind from an English label that is none of the others': `What's next` gives `whats-next`. */
export function kindFrom(label: string, taken: readonly string[]): string {
  const words = label
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const kind = (words?.join('-') ?? '')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-$/, '');
  if (kind === '' || !taken.includes(kind)) return kind;
  let number = 2;
  while (taken.includes(`${kind}-${number}`)) number += 1;
  return `${kind}-${number}`;
}

function mapSection(
  draft: TemplateDraft,
  key: string,
  change: (section: DraftSection) => DraftSection,
): TemplateDraft {
  return {
    ...draft,
    sections: draft.sections.map((section) => (section.key === key ? change(section) : section)),
  };
}

function newDraftSection(): DraftSection {
  return { key: newId(), someBlocks: false, kindBy: 'label', spec: openSpec('', { en: '', de: '' }) };
}
