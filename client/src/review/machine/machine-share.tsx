// How much of a text a machine made: beside a section's name, and for the whole article with a legend of the words.
import type { MachinePart } from '@galley/shared/api/machine-made.ts';
import { Switch } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../../editor/article-context.ts';
import { usePercent } from '../../ui/use-percent.ts';
import { useMachineWordsState, useMachineWordsStore } from '../article-review.ts';
import { shareOf, useMachineMade } from './machine-made.ts';
import classes from './machine-share.module.css';

/** Nothing where no words of the part are marked. */
export function MachineShare({ place }: { place: MachinePart['place'] }) {
  const { t } = useTranslation('machine');
  const { row } = useArticle();
  const percent = usePercent();
  const part = useMachineMade(row.id)?.parts.find((one) => one.place === place);
  if (!part) return null;
  const share = percent(shareOf(part));
  return (
    <span data-tip={t('ofSection', { share })} className={classes.share}>
      <IconRobot size={14} aria-label={t('made')} role="img" />
      {share}
    </span>
  );
}

/** Says how the words look, and lets the person switch that off; nothing where no words are marked. */
export function MachineLegend() {
  const { t } = useTranslation('machine');
  const { row } = useArticle();
  const words = useMachineWordsStore();
  const shown = useMachineWordsState((state) => state.shown);
  const made = useMachineMade(row.id);
  if (!made || made.parts.length === 0) return null;
  return (
    <div className={classes.legend}>
      <span>
        <span className="galley-machine">{t('made')}</span>
        <span className={classes.hint}>{t('legend')}</span>
      </span>
      <Switch
        size="xs"
        checked={shown}
        onChange={({ currentTarget }) => words.show(currentTarget.checked)}
        label={t('show')}
      />
    </div>
  );
}
