// A suggestion whose text has changed: what stands there now, what it was about and what it suggests, side by side.
import { textKeyOf } from '@galley/shared/review/suggestions/nodes.ts';
import type { SuggestionChange } from '@galley/shared/review/suggestions/suggestion-change.ts';
import { Button, CopyButton, Group } from '@mantine/core';
import type { Node } from '@tiptap/pm/model';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../../editor/article-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { ShownSuggestion } from './shown-suggestions.ts';
import classes from './stale-dialog.module.css';
import { regionText } from './suggestion-place.ts';
import { shownTexts } from './suggestion-text.ts';

interface StaleDialogProps {
  suggestion: ShownSuggestion;
  /** What the server says that stands there; undefined where it was not asked, null where the block is gone. */
  now: string | null | undefined;
  onReject: (() => void) | undefined;
  onClose: () => void;
}

export function StaleDialog({ suggestion, now, onReject, onClose }: StaleDialogProps) {
  const { t } = useTranslation('suggestions');
  const { t: general } = useTranslation();
  const { session } = useArticle();
  const { before, after } = shownTexts(suggestion.change);
  const own = () => {
    const text = regionText(session.doc, suggestion.region);
    return text && textNear(text, suggestion.change);
  };
  const standing = now === undefined ? own() : now;
  const columns = [
    [t('side.now'), standing === '' ? t('side.nothing') : (standing ?? t('side.gone'))],
    [t('side.before'), before || t('side.nothing')],
    [t('side.after'), after || t('side.nothing')],
  ] as const;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('side.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <p className={classes.why}>{t('side.why')}</p>
      <div className={classes.columns}>
        {columns.map(([title, text]) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <div className={classes.text}>{text}</div>
          </section>
        ))}
      </div>
      <Group justify="flex-end" mt="md">
        <CopyButton value={after}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'side.copy')}
            </Button>
          )}
        </CopyButton>
        {onReject && (
          <Button
            color="red"
            variant="light"
            onClick={() => {
              onReject();
              onClose();
            }}
          >
            {t('reject')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}

/** The text that stands where the suggestion was about: the whole line, or its blocks, which are known by their ids. */
function textNear(doc: Node, change: SuggestionChange): string | null {
  if (change.type === 'line') return doc.textContent.trim();
  const ids = new Set<unknown>(
    change.type === 'text' ? [change.block] : change.before.map(({ attrs }) => attrs?.id),
  );
  const texts: string[] = [];
  doc.descendants((node, _position, parent) => {
    const key: unknown = node.isTextblock ? textKeyOf(node, parent) : node.attrs.id;
    const found = key != null && ids.has(key);
    if (found) texts.push(node.textBetween(0, node.content.size, '\n', '\n'));
    return !found;
  });
  return texts.length === 0 ? null : texts.join('\n');
}
