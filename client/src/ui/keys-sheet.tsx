// Keyboard shortcuts in groups, on a sheet over the page.
import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import classes from './keys-sheet.module.css';
import { keysText } from './keys-text.ts';
import { useOpenedOnce } from './use-opened-once.ts';

/** A title, and what is done by which keys. */
export type KeyGroup = readonly [title: string, rows: readonly (readonly [what: string, keys: string])[]];

interface KeysSheetProps {
  opened: boolean;
  groups: readonly KeyGroup[];
  onClose: () => void;
}

/** `groups` have their title and rows in words. */
export function KeysSheet({ opened, groups, onClose }: KeysSheetProps) {
  const { t } = useTranslation(['help', 'app']);
  const { isThere, isOpen } = useOpenedOnce(opened);
  if (!isThere) return null;
  return (
    <Dialog
      opened={isOpen}
      onClose={onClose}
      title={t('keys.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <div className={classes.groups}>
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.rows}>
              {rows.map(([what, keys]) => (
                <div key={what} className={classes.row}>
                  <dt>{what}</dt>
                  <dd>
                    <Kbd size="xs">{keysText(keys)}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
