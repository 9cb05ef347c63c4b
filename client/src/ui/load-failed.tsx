// Says that something could not be loaded, with the way to try again.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './load-failed.module.css';

interface LoadFailedProps {
  children: string;
  className?: string | undefined;
  onRetry: () => void;
}

/** Says in `children` what is missing, to screen readers at once, and offers to try again. */
export function LoadFailed({ children, className = '', onRetry }: LoadFailedProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={`${classes.failed} ${className}`}>
      <p>{children}</p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}
