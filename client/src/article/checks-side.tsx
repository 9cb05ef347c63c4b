// The checks beside the paper, or over it on phones.
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { part } from '../ui/part.ts';
import { PanelSide } from './panel-side.tsx';

const ChecksPanel = part(async () => (await import('../checks/checks-panel.tsx')).ChecksPanel);
const HintMarks = part(async () => (await import('../checks/hint-marks.tsx')).HintMarks);

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

/** What the checks find, at the words; it comes behind the text. */
export function ShownHints() {
  return (
    <Suspense>
      <HintMarks />
    </Suspense>
  );
}
