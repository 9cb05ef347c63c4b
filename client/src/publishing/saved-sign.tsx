// Says at a field that what was typed is saved.
import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function SavedSign({ shown }: { shown: boolean }) {
  const { t } = useTranslation('publishing');
  return (
    <span role="status">
      {shown && (
        <>
          <IconCheck size={16} color="var(--galley-stage-published)" aria-hidden />
          <VisuallyHidden>{t('settings.saved')}</VisuallyHidden>
        </>
      )}
    </span>
  );
}
