// The outline at the side: sections with their size and limits, who is where, a click to go there.
import { leadTexts, sectionFragment } from '@galley/shared/article/document.ts';
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { plainText } from '@galley/shared/article/plain-text.ts';
import { blocksOf } from '@galley/shared/article/read-article.ts';
import { isLine, type Region } from '@galley/shared/article/region.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { type SectionSpec, specOf } from '@galley/shared/article/template.ts';
import { readingMinutes } from '@galley/shared/article/words.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { useParticipants } from '../collab/use-presence.ts';
import { useOutline } from '../collab/use-yjs.ts';
import { useArticle } from '../editor/article-context.ts';
import { MachineLegend, MachineShare } from '../review/machine/machine-share.tsx';
import { ActOnAll } from '../review/sections/act-on-all.tsx';
import { useSectionStatus } from '../review/sections/section-statuses.ts';
import { Faces } from '../ui/face.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { AddSectionButton } from './add-section.tsx';
import { KeepPlace } from './keep-place.tsx';
import classes from './outline-panel.module.css';
import { RenameSection } from './rename-section.tsx';
import { useSectionActions } from './section-actions.ts';
import { useSectionDrag } from './section-drag.ts';
import { judge, useSizeText } from './section-limits.ts';
import { useSectionSize, useTotalWords } from './section-sizes.ts';

/** `onGo` closes the drawer on phones. */
export function OutlinePanel({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation('editor');
  const { session, editors, canWrite } = useArticle();
  const outline = useOutline(session.doc);
  const sections = useMemo(() => outline.filter((entry) => !entry.removed), [outline]);
  // A section that nobody wrote in is not missed.
  const removed = outline.filter(
    (entry) => entry.removed && plainText(blocksOf(sectionFragment(session.doc, entry.id))) !== '',
  );

  return (
    <nav aria-label={t('outline.title')} className={classes.panel}>
      <KeepPlace order={sections.map(({ id }) => id).join()} editors={editors}>
        <ol className={classes.list}>
          <li>
            <GoTo region="headline" onGo={onGo}>
              <span className={classes.name}>{t('outline.head')}</span>
              <Here regions={['headline', 'dek', ...leadTexts]} />
            </GoTo>
          </li>
          {sections.map((entry) => (
            <OutlineItem key={entry.id} entry={entry} onGo={onGo} />
          ))}
        </ol>
      </KeepPlace>
      <TotalWords sections={sections} />
      <MachineLegend />
      <ActOnAll sections={sections} />
      {canWrite && <AddSectionButton />}
      {canWrite && removed.length > 0 && <RemovedSections removed={removed} />}
    </nav>
  );
}

function TotalWords({ sections }: { sections: readonly OutlineEntry[] }) {
  const { t } = useTranslation('editor');
  const { session, template } = useArticle();
  const { written, boilerplate } = useTotalWords(session.doc, sections, template);
  return (
    <p className={classes.total}>
      {t('outline.total', {
        words: t('section.words', { count: written }),
        minutes: t('outline.minutes', { count: readingMinutes(written + boilerplate) }),
      })}
      {boilerplate > 0 && (
        <span className={classes.boilerplate}>{t('outline.boilerplate', { count: boilerplate })}</span>
      )}
    </p>
  );
}

interface OutlineItemProps {
  entry: OutlineEntry;
  onGo: (() => void) | undefined;
}

const OutlineItem = memo(function OutlineItem({ entry, onGo }: OutlineItemProps) {
  const { t } = useTranslation('sections');
  const { row, session, template, language, canWrite } = useArticle();
  const status = useSectionStatus(row.id, entry.id);
  const state = status?.state ?? 'open';
  const fragment = useMemo(() => sectionFragment(session.doc, entry.id), [session.doc, entry.id]);
  const spec = specOf(template, entry.kind);
  const drag = useSectionDrag(entry.id);
  const actions = useSectionActions();
  const [renaming, rename] = useDisclosure();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowUp') actions.moveBy(entry, -1);
    else if (event.altKey && event.key === 'ArrowDown') actions.moveBy(entry, 1);
    // A sealed section keeps its title and stays.
    else if (event.key === 'F2' && state !== 'approved') rename.open();
    else if (event.key === 'Delete' && state !== 'approved') actions.remove(entry);
    else return;
    event.preventDefault();
  };
  return (
    <li data-drop={drag.over} className={classes.item} {...drag.target} {...(canWrite ? drag.handle : {})}>
      <GoTo region={entry.id} onGo={onGo} onKeyDown={canWrite ? onKeyDown : undefined}>
        <span className={classes.name}>{sectionLabel(entry, template, language)}</span>
        <Here regions={[entry.id]} />
        <Size fragment={fragment} spec={spec} />
        <span className={classes.state}>
          <MachineShare place={entry.id} />
          <StateMark state={state} label={t(`state.${state}`)} />
        </span>
      </GoTo>
      {canWrite && <RenameSection entry={entry} opened={renaming} onClose={rename.close} />}
    </li>
  );
});

function Size({ fragment, spec }: { fragment: Y.XmlFragment; spec: SectionSpec | null }) {
  const size = useSectionSize(fragment, spec);
  return (
    <span className={classes.size} data-judgment={judge(size, spec)}>
      {useSizeText(size, spec)}
    </span>
  );
}

interface GoToProps {
  region: Region;
  onGo: (() => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  children: React.ReactNode;
}

function GoTo({ region, onGo, onKeyDown, children }: GoToProps) {
  const { editors } = useArticle();
  const current = useSyncExternalStore(editors.subscribe, () => {
    const { active } = editors.getState();
    return active === region || (region === 'headline' && active !== null && isLine(active));
  });
  return (
    <UnstyledButton
      className={classes.go ?? ''}
      aria-current={current ? 'location' : undefined}
      aria-keyshortcuts={onKeyDown && 'Alt+ArrowUp Alt+ArrowDown F2 Delete'}
      onKeyDown={onKeyDown}
      onClick={() => {
        onGo?.();
        const target = region === 'headline' ? 'article-head' : `section-${region}`;
        document.getElementById(target)?.scrollIntoView({ block: 'start', behavior: 'instant' });
        void editors.focus(region, 'start');
      }}
    >
      {children}
    </UnstyledButton>
  );
}

/** The faces of those whose caret is in one of these regions. */
function Here({ regions }: { regions: readonly Region[] }) {
  const { session } = useArticle();
  const people = useParticipants(session.connection.awareness).filter(
    ({ region }) => region && regions.includes(region),
  );
  return <Faces people={people.map((person) => ({ ...person, picture: null }))} size={18} />;
}

function RemovedSections({ removed }: { removed: readonly OutlineEntry[] }) {
  const { t } = useTranslation('editor');
  const { template, language } = useArticle();
  const { restore } = useSectionActions();
  return (
    <div className={classes.removed}>
      <h3 className={classes.removedTitle}>{t('section.removedTitle')}</h3>
      {removed.map((entry) => (
        <div key={entry.id} className={classes.removedItem}>
          <span className={classes.name}>{sectionLabel(entry, template, language)}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={13} />}
            onClick={() => restore(entry.id)}
          >
            {t('section.restore')}
          </Button>
        </div>
      ))}
    </div>
  );
}
