import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function FormButtons({
  action,
  isOff = false,
  isBusy = false,
  onCancel,
}: {
  readonly action: string;
  readonly isOff?: boolean;
  readonly isBusy?: boolean;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation('common');
  return (
    <Group justify="flex-end" mt="xs">
      <Button variant="default" onClick={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button type="submit" disabled={isOff} loading={isBusy}>
        {action}
      </Button>
    </Group>
  );
}
