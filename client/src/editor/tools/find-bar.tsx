// Find and replace over the whole article.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconLetterCase,
  IconRegex,
  IconTextWrapDisabled,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../ui/announcer.tsx';
import { useArticle, useRegionEditors } from '../article-context.ts';
import { focusWithCaret } from '../native-keys.ts';
import { findAll, type Match, patternOf, replaceBy, replaceIn, showMatches } from './find.ts';
import classes from './find-bar.module.css';
import { useUndo } from './use-undo.ts';

/** For the whole article. `replacing` shows the second field as well. */
export function FindBar({ replacing, onClose }: { replacing: boolean; onClose: () => void }) {
  const { t } = useTranslation('tools');
  const { session, editors, mayType } = useArticle();
  const { version } = useRegionEditors();
  const [query, setQuery] = useState('');
  const [replacement, setReplacement] = useState('');
  const [flags, setFlags] = useState({ matchCase: false, wholeWord: false, regex: false });
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [index, setIndex] = useState(0);
  /** How many were replaced last, until something else is looked for. */
  const [replaced, setReplaced] = useState<number | null>(null);
  const undo = useUndo();
  const input = useRef<HTMLInputElement>(null);
  const pattern = patternOf({ query, ...flags });
  const replace = pattern instanceof RegExp ? replaceBy(pattern, replacement, flags) : null;

  useEffect(() => input.current?.select(), []);
  // The text may change under the search: by this person, by others, by an editor that mounts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pattern follows from query and flags
  useEffect(() => {
    const search = () => setMatches(pattern instanceof RegExp ? findAll(session.doc, editors, pattern) : []);
    let timer: ReturnType<typeof setTimeout>;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(search, 150);
    };
    search();
    session.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      session.doc.off('update', soon);
    };
  }, [query, flags, session.doc, editors, version]);
  const shown = Math.min(index, Math.max(0, matches.length - 1));
  const current = matches[shown] ?? null;
  useEffect(() => showMatches(editors, matches, current), [editors, matches, current]);
  useEffect(() => () => showMatches(editors, [], null), [editors]);

  const go = async (step: -1 | 0 | 1) => {
    if (matches.length === 0) return;
    const next = (shown + step + matches.length) % matches.length;
    setIndex(next);
    const match = matches[next];
    if (!match) return;
    const editor = await editors.ensure(match.region);
    const { node } = editor.view.domAtPos(match.from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
    announce(t('find.position', { current: next + 1, count: matches.length }));
  };
  const replaceOne = async () => {
    if (!current || !replace) return;
    replaceIn(await editors.ensure(current.region), [current], replace);
  };
  const replaceEvery = async () => {
    if (!replace) return;
    const count = matches.length;
    const regions = [...new Set(matches.map(({ region }) => region))];
    const mounted = await Promise.all(regions.map((region) => editors.ensure(region)));
    session.connection.steps.asOne(() => {
      mounted.forEach((editor, at) => {
        const own = matches.filter(({ region }) => region === regions[at]);
        replaceIn(editor, own, replace);
      });
    });
    setReplaced(count);
    announce(t('find.replaced', { count }));
  };
  // The caret goes back to where it was; without one the page has the focus, as at its opening.
  const close = () => {
    onClose();
    if (editors.active) focusWithCaret(editors.active.view);
    else document.getElementById('main')?.focus({ preventScroll: true });
  };
  const toggle = (flag: keyof typeof flags, label: string, Icon: typeof IconRegex) => (
    <ActionIcon
      data-tip={label}
      size="sm"
      variant={flags[flag] ? 'light' : 'subtle'}
      aria-pressed={flags[flag]}
      aria-label={label}
      onClick={() => setFlags({ ...flags, [flag]: !flags[flag] })}
    >
      <Icon size={15} />
    </ActionIcon>
  );

  const undoReplacing = () => {
    undo.undo();
    setReplaced(null);
    input.current?.focus();
  };
  const position =
    matches.length > 0 ? t('find.position', { current: shown + 1, count: matches.length }) : t('find.none');
  const said = replaced === null ? query !== '' && position : t('find.replaced', { count: replaced });

  return (
    <search
      className={classes.bar}
      aria-label={t('find.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      {/* In the order of the Tab key; where each stands is the style's. */}
      <div className={classes.finding}>
        <TextInput
          ref={input}
          size="xs"
          className={classes.input ?? ''}
          aria-label={t('find.query')}
          placeholder={t('find.query')}
          value={query}
          error={pattern === 'invalid' ? t('find.invalid') : null}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setIndex(0);
            setReplaced(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void go(event.shiftKey ? -1 : 1);
          }}
        />
      </div>
      {replacing && mayType && (
        <div className={classes.replacing}>
          <TextInput
            size="xs"
            className={classes.input ?? ''}
            aria-label={t('find.replacement')}
            placeholder={t('find.replacement')}
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
          <Button size="compact-xs" variant="default" disabled={!current} onClick={() => void replaceOne()}>
            {t('find.replace')}
          </Button>
          <Button size="compact-xs" variant="default" disabled={!current} onClick={() => void replaceEvery()}>
            {t('find.replaceAll')}
          </Button>
        </div>
      )}
      <div className={classes.tools}>
        {toggle('matchCase', t('find.matchCase'), IconLetterCase)}
        {toggle('wholeWord', t('find.wholeWord'), IconTextWrapDisabled)}
        {toggle('regex', t('find.regex'), IconRegex)}
        <span className={classes.count} role="status">
          {said}
        </span>
        <ActionIcon size="sm" aria-label={t('find.previous')} onClick={() => void go(-1)}>
          <IconChevronUp size={16} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('find.next')} onClick={() => void go(1)}>
          <IconChevronDown size={16} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('find.close')} onClick={close}>
          <IconX size={16} />
        </ActionIcon>
        {replaced !== null && (
          <Button size="compact-xs" variant="subtle" onClick={undoReplacing}>
            {t('find.undoReplacing')}
          </Button>
        )}
      </div>
    </search>
  );
}
