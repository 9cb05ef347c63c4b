// The end of a dialog of publishing: why the server has refused it, and the buttons.
import { Button, type ButtonProps, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface DialogFootProps {
  /** Null where nothing was refused, or where that stands at a field. */
  refusal: string | null;
  /** What the button says that does it. */
  submit: string;
  pending: boolean;
  disabled?: boolean;
  color?: ButtonProps['color'];
  onClose: () => void;
}

/** For the end of a form. */
export function DialogFoot({ refusal, submit, pending, disabled = false, color, onClose }: DialogFootProps) {
  const { t } = useTranslation('app');
  return (
    <>
      {refusal !== null && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {refusal}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" {...(color && { color })} loading={pending} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
