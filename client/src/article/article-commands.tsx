// What the palette offers in an open article: its sections, and what can be done with the text and with the section that has
// the caret.
import type { OutlineEntry } from '@galley/shared/article/outline.ts';
import { readSection } from '@galley/shared/article/read-article.ts';
import { sectionLabel } from '@galley/shared/article/section-label.ts';
import { sectionHash } from '@galley/shared/review/approvals.ts';
import { refusalOf } from '@galley/shared/review/section-acts.ts';
import {
  IconCheck,
  IconChecklist,
  IconCornerDownRight,
  IconKeyboard,
  IconMessagePlus,
  IconReplace,
  IconRobot,
  IconRocket,
  IconRosetteDiscountCheck,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PageCommand, useOfferCommands } from '../app/page-commands.ts';
import { useArticle, useRegionEditors } from '../editor/article-context.ts';
import { useSuggesting, useThreadStore } from '../review/article-review.ts';
import { useMarkSelection } from '../review/machine/use-machine-mark.ts';
import { useSectionAct, useSectionStatus } from '../review/sections/section-statuses.ts';
import { showSectionsDone } from '../review/sections/section-toasts.tsx';
import { keysText } from '../ui/keys-text.ts';

interface ArticleCommandsProps {
  sections: readonly OutlineEntry[];
  onComment: () => void;
  onPublish: () => void;
  onChecks: () => void;
  onFind: () => void;
  onHelp: () => void;
}

const icon = { size: 17, stroke: 1.75 };

export function ArticleCommands(props: ArticleCommandsProps) {
  const { sections, onComment, onPublish, onChecks, onFind, onHelp } = props;
  const { t } = useTranslation('tools');
  const { t: editor } = useTranslation('editor');
  const { t: checks } = useTranslation('checks');
  const { template, language, editors } = useArticle();
  const { mayComment } = useThreadStore();
  const acts = useActsOnSection(sections);
  const machine = useMachineCommand();
  const groups = useMemo(() => {
    const commands: PageCommand[] = [
      ...acts,
      ...(mayComment
        ? [
            {
              id: 'article-comment',
              label: t('commands.comment'),
              icon: <IconMessagePlus {...icon} />,
              aside: keysText('Mod-Alt-m'),
              run: onComment,
            },
          ]
        : []),
      ...machine,
      {
        id: 'article-publish',
        label: t('commands.publish'),
        icon: <IconRocket {...icon} />,
        keywords: 'publish schedule veröffentlichen planen',
        run: onPublish,
      },
      {
        id: 'article-checks',
        label: checks('open'),
        icon: <IconChecklist {...icon} />,
        keywords: 'readability style spelling lesbarkeit stil',
        run: onChecks,
      },
      {
        id: 'article-find',
        label: t('find.title'),
        icon: <IconReplace {...icon} />,
        aside: keysText('Mod-f'),
        run: onFind,
      },
      {
        id: 'article-keys',
        label: t('help'),
        icon: <IconKeyboard {...icon} />,
        aside: keysText('Mod-/'),
        run: onHelp,
      },
    ];
    const places: PageCommand[] = [
      {
        id: 'go-headline',
        label: editor('headline'),
        icon: <IconCornerDownRight {...icon} />,
        run: () => void editors.focus('headline'),
      },
      ...sections.map((entry) => ({
        id: `go-${entry.id}`,
        label: sectionLabel(entry, template, language),
        icon: <IconCornerDownRight {...icon} />,
        run: () => {
          document
            .getElementById(`section-${entry.id}`)
            ?.scrollIntoView({ block: 'start', behavior: 'instant' });
          void editors.focus(entry.id);
        },
      })),
    ];
    return [
      { label: t('commands.article'), commands },
      { label: t('commands.sections'), commands: places },
    ];
  }, [
    acts,
    machine,
    sections,
    template,
    language,
    editors,
    mayComment,
    onComment,
    onPublish,
    onChecks,
    onFind,
    onHelp,
    t,
    editor,
    checks,
  ]);
  useOfferCommands(groups);
  return null;
}

/** Marking the selected words as made by a machine, for who may write. */
function useMachineCommand(): readonly PageCommand[] {
  const { t } = useTranslation('machine');
  const { canWrite } = useArticle();
  const suggesting = useSuggesting();
  const mark = useMarkSelection();
  return useMemo(
    () =>
      canWrite && !suggesting
        ? [
            {
              id: 'article-machine',
              label: t('mark'),
              icon: <IconRobot {...icon} />,
              keywords: 'AI KI disclosure kennzeichnen',
              run: () => void mark(),
            },
          ]
        : [],
    [canWrite, suggesting, mark, t],
  );
}

/** Marking as ready and approving, of the section with the caret, for whom may do it. */
function useActsOnSection(sections: readonly OutlineEntry[]): readonly PageCommand[] {
  const { t } = useTranslation('sections');
  const { row, session, template, language, me } = useArticle();
  const { active } = useRegionEditors();
  const entry = sections.find(({ id }) => id === active) ?? sections[0];
  const label = entry ? sectionLabel(entry, template, language) : '';
  const status = useSectionStatus(row.id, entry?.id ?? ('' as OutlineEntry['id']));
  const { mutate } = useSectionAct(row.id, entry?.id ?? ('' as OutlineEntry['id']), (done) =>
    showSectionsDone(done, [label]),
  );
  return useMemo(() => {
    if (!entry || !status) return [];
    const acts = ['mark-ready', 'approve'] as const;
    const { state, writers } = status;
    return acts
      .filter(
        (act) =>
          refusalOf(act, { role: me.role, me: me.id, state, writers, fourEyes: template.fourEyes }) === null,
      )
      .map((act) => ({
        id: `section-${act}`,
        label: `${t(`act.${act}`)}: ${label}`,
        icon: act === 'approve' ? <IconRosetteDiscountCheck {...icon} /> : <IconCheck {...icon} />,
        run: () =>
          mutate(act === 'approve' ? { act, hash: sectionHash(readSection(session.doc, entry)) } : { act }),
      }));
  }, [entry, status, me, template.fourEyes, label, mutate, session, t]);
}
