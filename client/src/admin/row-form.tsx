// The form for one row of a list that admins keep, in a dialog: its fields, the conflict with a colleague's change, the button
// that saves, and the way to remove the row.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import classes from './row-form.module.css';
import type { RowFormState } from './use-row-form.ts';

interface RowFormProps {
  title: string;
  form: Pick<RowFormState, 'submit' | 'saving' | 'isOutdated' | 'removing' | 'remove'>;
  /** What the button says that saves. */
  save: string;
  /** Said while somebody else has changed the same row. */
  conflict: string;
  /** How it is removed; null for what is not there yet. */
  removal: Removal | null;
  onClose: () => void;
  children: ReactNode;
}

interface Removal {
  label: string;
  /** Said before it is removed, or why it can't be. */
  question: ReactNode;
  /** What the button says that removes it; null where it can't be. */
  yes: string | null;
}

export function RowForm({ title, form, save, conflict, removal, onClose, children }: RowFormProps) {
  const { t } = useTranslation('app');
  const [asking, setAsking] = useState(false);
  return (
    <Dialog opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={form.submit} noValidate className={classes.form}>
        {children}
        {form.isOutdated && (
          <p role="alert" className={classes.conflict}>
            {conflict}
          </p>
        )}
        <div className={classes.foot}>
          <Button type="submit" loading={form.saving}>
            {save}
          </Button>
          {removal && !asking && (
            <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
              {removal.label}
            </Button>
          )}
        </div>
        {removal && asking && (
          <div role="alert" className={classes.conflict}>
            <p>{removal.question}</p>
            {removal.yes !== null && (
              <>
                <Button size="compact-sm" color="red" loading={form.removing} onClick={form.remove}>
                  {removal.yes}
                </Button>{' '}
                <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
                  {t('cancel')}
                </Button>
              </>
            )}
          </div>
        )}
      </form>
    </Dialog>
  );
}
