// Comments that nobody has resolved yet: how many there are, and the way to the first of them.
import { levelOf } from '@galley/shared/checks/levels.ts';
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useArticle } from '../editor/article-context.ts';
import { countOpen, useThreadState, useThreadStore } from '../review/article-review.ts';
import classes from './checks-panel.module.css';
import { LevelSign } from './level-sign.tsx';

/** Nothing where none is open, or the article's template does not look for them. */
export function OpenThreads() {
  const { t } = useTranslation('checks');
  const { template } = useArticle();
  const store = useThreadStore();
  const count = useThreadState((state) => countOpen(state.threads));
  const level = levelOf('open-threads', template.checks);
  if (count === 0 || level === 'off') return null;
  const go = () => {
    const first = store.getState().threads.find(({ state }) => state === 'open');
    store.filter({ show: 'open', kind: 'all', section: null, person: null });
    store.activate(first?.id ?? null);
  };
  return (
    <div className={`${classes.list} ${classes.later}`}>
      <UnstyledButton className={classes.hint ?? ''} data-level={level} onClick={go}>
        <LevelSign level={level} />
        <span className={classes.what}>{t('openThreads', { count })}</span>
      </UnstyledButton>
    </div>
  );
}
