// The box for a link, at the text that it is for: takes an address or finds an article of this desk, and changes, opens or
// removes a link that is there.
import { isSafeLink } from '@galley/shared/article/schema/attributes.ts';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articleSearchQuery } from '../../app/articles.ts';
import { StageDot } from '../../ui/stage-dot.tsx';
import { useArticle } from '../article-context.ts';
import { focusWithCaret } from '../native-keys.ts';
import { LinkActions, markRangeAtCaret, removeLink } from './link-actions.tsx';
import classes from './link-box.module.css';
import { placeAtText, type TextPlace } from './text-place.ts';

/** Stands at the words of the editor's selection, which get the link. */
export function LinkBox({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation('tools');
  const [before] = useState(() => String(editor.getAttributes('link').href ?? ''));
  const [text, setText] = useState(before);
  const [invalid, setInvalid] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const holder = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const place = usePlace(editor, holder);
  const articles = useArticlesFor(text === before ? '' : text);

  // What is not placed yet is hidden, and takes no focus.
  const placed = place !== null;
  useEffect(() => {
    if (!placed) return;
    field.current?.focus();
    field.current?.select();
  }, [placed]);
  useEffect(() => {
    const onMouseDown = ({ target }: MouseEvent) => {
      if (target instanceof Node && !holder.current?.contains(target)) onClose();
    };
    window.addEventListener('mousedown', onMouseDown, true);
    return () => window.removeEventListener('mousedown', onMouseDown, true);
  }, [onClose]);

  const close = () => {
    onClose();
    focusWithCaret(editor.view);
  };
  const link = (address: string, words: string) => {
    if (!setLink(editor, address, words)) return setInvalid(true);
    close();
  };
  const submit = () => {
    const article = articles[chosen];
    if (article) link(article.address, article.headline);
    else if (text.trim() === '') {
      removeLink(editor);
      close();
    } else link(addressOf(text.trim()), text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') submit();
    else if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, articles.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={holder}
      role="dialog"
      aria-label={t('prompt.link.title')}
      className={classes.box}
      style={place ?? { visibility: 'hidden' }}
    >
      <div className={classes.row}>
        <TextInput
          ref={field}
          className={classes.field ?? ''}
          size="sm"
          aria-label={t('prompt.link.label')}
          placeholder={t('prompt.link.find')}
          role="combobox"
          aria-expanded={articles.length > 0}
          aria-controls={listId}
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          autoComplete="off"
          maxLength={2000}
          value={text}
          error={invalid ? t('prompt.link.invalid') : null}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setInvalid(false);
            setChosen(-1);
          }}
          onKeyDown={onKeyDown}
        />
        <Button size="compact-md" onClick={submit}>
          {t('prompt.link.apply')}
        </Button>
        {before !== '' && <LinkActions editor={editor} address={before} onRemoved={close} />}
      </div>
      <div id={listId} role="listbox" aria-label={t('prompt.link.articles')} className={classes.list}>
        {articles.map((article, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={article.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.article}
            onMouseMove={() => setChosen(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => link(article.address, article.headline)}
          >
            <StageDot stage={article.stage} />
            <span>{article.headline}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** Once, when the box opens: the text may move under it, but what is typed into should not. */
function usePlace(editor: Editor, holder: React.RefObject<HTMLElement | null>): TextPlace | null {
  const [place, setPlace] = useState<TextPlace | null>(null);
  useLayoutEffect(() => {
    if (!holder.current) return;
    const { selection } = editor.state;
    const range = (selection.empty && markRangeAtCaret(editor, 'link')) || selection;
    setPlace(placeAtText(editor, range, holder.current));
  }, [editor, holder]);
  return place;
}

/** The articles that words find, other than the open one, with their addresses on the site. */
function useArticlesFor(text: string) {
  const { row } = useArticle();
  const [query] = useDebouncedValue(text.trim(), 150);
  const isAddress = /^[a-z][a-z0-9+.-]*:|^[/#]|^www\.|@/i.test(query);
  const { data } = useQuery({ ...articleSearchQuery(query), enabled: query !== '' && !isAddress });
  const found = query === '' || isAddress ? [] : (data?.articles ?? []);
  return found.flatMap(({ id, headline, slug, stage }) =>
    slug === null || id === row.id ? [] : [{ id, headline, stage, address: `/articles/${slug}` }],
  );
}

/** What people write for an address, as one. */
function addressOf(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:|^[/#]/i.test(text)) return text;
  return text.includes('@') ? `mailto:${text}` : `https://${text}`;
}

/** Links the selection or changes the link at the caret; without either, puts in the words. False for an unsafe address. */
function setLink(editor: Editor, href: string, words: string): boolean {
  if (!isSafeLink(href)) return false;
  if (editor.state.selection.empty && !editor.isActive('link'))
    return editor.commands.insertContent({
      type: 'text',
      text: words,
      marks: [{ type: 'link', attrs: { href } }],
    });
  return editor.chain().extendMarkRange('link').setLink({ href }).run();
}
