// What the stages of an article and the states of a section mean, in a sentence each.
import { sectionStates } from '@galley/shared/api/section-states.ts';
import { stages } from '@galley/shared/article/stages.ts';

import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { StageDot } from '../ui/stage-dot.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import classes from './states-sheet.module.css';

/** Over the page until it is closed. */
export function StatesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['help', 'board', 'sections', 'app']);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('states.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <h3 className={classes.title}>{t('states.articles')}</h3>
      <dl className={classes.list}>
        {stages.map((stage) => (
          <div key={stage} className={classes.row}>
            <dt>
              <StageDot stage={stage} />
              {t(`board:stage.${stage}`)}
            </dt>
            <dd>{t(`states.stage.${stage}`)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.title}>{t('states.sections')}</h3>
      <dl className={classes.list}>
        {sectionStates.map((state) => (
          <div key={state} className={classes.row}>
            <dt>
              <StateMark state={state} />
              {t(`sections:state.${state}`)}
            </dt>
            <dd>{t(`states.section.${state}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>{t('states.returned')}</p>
    </Dialog>
  );
}
