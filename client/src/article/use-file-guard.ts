// A file that is dropped beside the text would make the browser leave the page; instead it is said where files go.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../app/toasts.ts';

export function useFileGuard(): void {
  const { t } = useTranslation('tools');
  useEffect(() => {
    const isStray = (event: DragEvent) =>
      !event.defaultPrevented && Boolean(event.dataTransfer?.types.includes('Files'));
    const onDragOver = (event: DragEvent) => isStray(event) && event.preventDefault();
    const onDrop = (event: DragEvent) => {
      if (!isStray(event)) return;
      event.preventDefault();
      showToast(t('image.elsewhere'));
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [t]);
}
