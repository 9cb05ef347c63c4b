// The checks beside the paper, or over it on phones.
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelSide } from './panel-side.tsx';

const ChecksPanel = lazy(async () => ({ default: (await import('../checks/checks-panel.tsx')).ChecksPanel }));
/** Without a connection there are no marks until the next reload: the text must not wait for them, nor fail with them. */
const HintMarks = lazy(async () => {
  const Marks = await import('../checks/hint-marks.tsx').then(
    (module) => module.HintMarks,
    () => () => null,
  );
  return { default: Marks };
});

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
