// The end of a form for one thing: the conflict with a colleague's change, the button that saves, and the way to remove it.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './authors-page.module.css';

interface FormFootProps {
  /** What the button says that saves. */
  save: string;
  saving: boolean;
  /** Said while somebody else has changed the same thing; null while nobody has. */
  conflict: string | null;
  /** How it is removed; null for what is not there yet. */
  removal: {
    label: string;
    /** Said before it is removed, or why it can't be. */
    question: ReactNode;
    /** What the button says that removes it; null where it can't be. */
    yes: string | null;
    removing: boolean;
    onRemove: () => void;
  } | null;
}

export function FormFoot({ save, saving, conflict, removal }: FormFootProps) {
  const { t } = useTranslation('app');
  const [asking, setAsking] = useState(false);
  return (
    <>
      {conflict !== null && (
        <p role="alert" className={classes.conflict}>
          {conflict}
        </p>
      )}
      <div className={classes.foot}>
        <Button type="submit" loading={saving}>
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
              <Button size="compact-sm" color="red" loading={removal.removing} onClick={removal.onRemove}>
                {removal.yes}
              </Button>{' '}
              <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
                {t('cancel')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}
