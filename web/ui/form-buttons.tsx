import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './form-buttons.module.css';

/** Of a form in a dialog: do it, or not. */
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
    <Group className={classes.buttons}>
      <Button variant="default" onClick={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button type="submit" disabled={isOff} loading={isBusy}>
        {action}
      </Button>
    </Group>
  );
}
