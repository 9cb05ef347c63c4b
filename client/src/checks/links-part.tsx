// Where the links of the article lead: within the desk at once, elsewhere on request.
import type { LinkCheckResult, LinkFault } from '@galley/shared/api/text-check.ts';
import { textCheckRoutes } from '@galley/shared/contract/text-check.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/api.ts';
import { showProblem } from '../app/toasts.ts';
import { useArticle } from '../editor/article-context.ts';
import { announce } from '../ui/announcer.tsx';
import { placeOfHint } from './checked-blocks.ts';
import classes from './checks-panel.module.css';
import { showWords } from './show-words.ts';
import { useInsideLinks } from './use-inside-links.ts';

/** What is found at once. */
const insideFaults: ReadonlySet<LinkFault> = new Set(['no-article', 'not-public', 'withdrawn', 'desk-only']);

type Fault = LinkCheckResult['faults'][number];

export function LinksPart({ onGone }: { onGone?: (() => void) | undefined }) {
  const { t } = useTranslation('checks');
  const { row, editors } = useArticle();
  const id = useId();
  const check = useMutation({
    mutationFn: () => call(textCheckRoutes.checkLinks, { params: { id: row.id } }),
    onError: showProblem,
  });
  const go = async (fault: Fault) => {
    const editor = await editors.ensure(fault.place);
    const place = placeOfHint(editor.state.doc, fault, fault.block);
    if (!place) return announce(t('gone'));
    onGone?.();
    showWords(editor, place);
  };
  const { data, isPending } = check;
  const inside = useInsideLinks();
  // What is known at once is newer than what was asked for.
  const faults = [
    ...inside,
    ...(data?.faults ?? []).filter(
      ({ why, href }) => !insideFaults.has(why) && !inside.some((one) => one.href === href),
    ),
  ];
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t('links')}
      </h2>
      <Button size="compact-sm" variant="default" loading={isPending} onClick={() => check.mutate()}>
        {t('linksCheck')}
      </Button>
      <div role="status">
        {data && faults.length === 0 && (
          <p className={`${classes.clean} ${classes.later}`}>
            <IconCircleCheck size={18} aria-hidden />
            {t('linksFine', { count: data.checked })}
          </p>
        )}
        {data && data.left > 0 && <p className={classes.later}>{t('linksLeft', { count: data.left })}</p>}
      </div>
      {faults.length > 0 && (
        <ul className={`${classes.list} ${classes.later}`}>
          {faults.map((fault) => (
            <li key={`${fault.place} ${fault.block} ${fault.from}`}>
              <UnstyledButton
                className={classes.hint ?? ''}
                data-level="warn"
                title={fault.href}
                onClick={() => void go(fault)}
              >
                <IconLinkOff size={16} aria-hidden />
                <span className={classes.what}>{t(`linkFaults.${fault.why}`)}</span>
                <q className={classes.quote}>{fault.quote}</q>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
