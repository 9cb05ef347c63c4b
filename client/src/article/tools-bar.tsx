// The bar above the paper: tools for the text with the caret, and the ways to outline, search and panel.
import { Button } from '@mantine/core';
import {
  IconChecklist,
  IconKeyboard,
  IconListTree,
  IconMessage,
  IconRocket,
  IconSearch,
  IconTargetArrow,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { SelectedWords } from '../editor/tools/selected-words.tsx';
import { Tool } from '../editor/tools/tool.tsx';
import classes from '../editor/tools/tools.module.css';
import type { Tools } from '../editor/tools/tools.ts';
import {
  countOpen,
  useSuggestionState,
  useSuggestionStore,
  useThreadState,
} from '../review/article-review.ts';
import { ModeSwitch } from '../review/suggestions/mode-switch.tsx';
import { TextTools } from './text-tools.tsx';

/** What can stand beside the paper. */
export type Side = 'publishing' | 'comments' | 'checks';

export interface ToolsBarProps {
  tools: Tools;
  onOutline: () => void;
  /** What is shown beside the paper. */
  side: Side | null;
  onSide: (side: Side) => void;
  focusMode: boolean;
  onFocusMode: () => void;
  onFind: () => void;
  onHelp: () => void;
}

export function ToolsBar(props: ToolsBarProps) {
  const { t } = useTranslation('editor');
  const { t: words } = useTranslation('tools');
  const { t: checks } = useTranslation('checks');
  const { mayType } = useArticle();
  const { rights } = useSuggestionStore();
  return (
    <div className={classes.bar} data-editor-bar>
      <Button
        className={classes.outline ?? ''}
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconListTree size={16} />}
        onClick={props.onOutline}
      >
        {t('outlineLabel')}
      </Button>
      {mayType ? <TextTools tools={props.tools} /> : <div className={classes.tools} />}
      <SelectedWords />
      {rights.make && <ModeSwitch />}
      <Tool label={words('findAndReplace')} keys="Mod-f" onClick={props.onFind}>
        <IconSearch size={17} />
      </Tool>
      <Tool label={words('focus')} pressed={props.focusMode} onClick={props.onFocusMode}>
        <IconTargetArrow size={17} />
      </Tool>
      <Tool label={words('help')} keys="Mod-/" onClick={props.onHelp}>
        <IconKeyboard size={17} />
      </Tool>
      <Tool label={checks('open')} pressed={props.side === 'checks'} onClick={() => props.onSide('checks')}>
        <IconChecklist size={17} />
      </Tool>
      <CommentsButton opened={props.side === 'comments'} onClick={() => props.onSide('comments')} />
      <Button
        size="compact-sm"
        variant={props.side === 'publishing' ? 'light' : 'subtle'}
        leftSection={<IconRocket size={16} />}
        aria-expanded={props.side === 'publishing'}
        onClick={() => props.onSide('publishing')}
      >
        {t('publish')}
      </Button>
    </div>
  );
}

export function CommentsButton({ opened, onClick }: { opened: boolean; onClick: () => void }) {
  const { t } = useTranslation('threads');
  const { t: words } = useTranslation('suggestions');
  const threads = useThreadState((state) => countOpen(state.threads));
  const suggestions = useSuggestionState((state) => countOpen(state.suggestions));
  const count = threads + suggestions;
  const what = [
    t('count', { count: threads }),
    ...(suggestions > 0 ? [words('count', { count: suggestions })] : []),
  ].join(', ');
  return (
    <Button
      data-tip={what}
      size="compact-sm"
      variant={opened ? 'light' : 'subtle'}
      aria-label={`${t('title')}: ${what}`}
      aria-expanded={opened}
      onClick={onClick}
    >
      <IconMessage size={17} />
      {count > 0 && <span className={classes.threads}>{count}</span>}
    </Button>
  );
}
