// Whether what is typed changes the text or is suggested.
import { SegmentedControl } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconEye, IconMessage2Plus, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../../editor/article-context.ts';
import { announce } from '../../ui/announcer.tsx';
import { keysText } from '../../ui/keys-text.ts';
import { useSuggesting, useSuggestionStore } from '../article-review.ts';
import classes from './mode-switch.module.css';

/** The keys that change between writing and suggesting, as Tiptap writes keys. */
export const modeKeys = 'Mod-Alt-s';

/** What typing does, and how to change it: by the switch, its keys or a menu. Its keys work wherever it is shown. */
export function useMode() {
  const { t } = useTranslation('suggestions');
  const { canWrite } = useArticle();
  const store = useSuggestionStore();
  const suggesting = useSuggesting();
  const other: 'writing' | 'reading' = canWrite ? 'writing' : 'reading';
  const set = (wanted: boolean) => {
    store.setSuggesting(wanted);
    announce(t(`mode.said.${wanted ? 'suggesting' : other}`));
  };
  useHotkeys(store.rights.make ? [['mod+alt+S', () => set(!store.getState().suggesting)]] : [], [], true);
  return { suggesting, other, set };
}

/** Between writing (or reading) and suggesting. */
export function ModeSwitch() {
  const { t } = useTranslation('suggestions');
  const { suggesting, other, set } = useMode();
  const option = (value: 'writing' | 'reading' | 'suggesting', Icon: typeof IconPencil) => ({
    value,
    label: (
      <span className={classes.option}>
        <Icon size={15} aria-hidden />
        <span className={classes.label}>{t(`mode.${value}`)}</span>
      </span>
    ),
  });
  return (
    <SegmentedControl
      data-tip={`${t('mode.hint')} (${keysText(modeKeys)})`}
      size="xs"
      className={classes.switch ?? ''}
      aria-label={t('mode.label')}
      value={suggesting ? 'suggesting' : other}
      onChange={(value) => set(value === 'suggesting')}
      data={[
        option(other, other === 'writing' ? IconPencil : IconEye),
        option('suggesting', IconMessage2Plus),
      ]}
    />
  );
}
