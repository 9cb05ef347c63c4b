// The checks beside the paper, or over it on phones.
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelSide } from './panel-side.tsx';

const ChecksPanel = lazy(async () => ({ default: (await import('../checks/checks-panel.tsx')).ChecksPanel }));

interface ChecksSideProps {
  opened: boolean;
  phone: boolean;
  onClose: () => void;
}

export function ChecksSide(props: ChecksSideProps) {
  const { t } = useTranslation('checks');
  return (
    <PanelSide {...props} title={t('title')} closeLabel={t('close')}>
      <ChecksPanel {...(props.phone ? { onGone: props.onClose } : {})} />
    </PanelSide>
  );
}
