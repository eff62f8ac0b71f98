import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface ConfirmTypedProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What happens, and what cannot be taken back. */
  readonly children: ReactNode;
  /** What has to be typed, e.g. the number of records. */
  readonly text: string;
  readonly action: string;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
}

/** A destructive act, confirmed by typing what it will touch. */
export function ConfirmTyped(props: ConfirmTypedProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const isRight = typed.trim() === props.text;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      onExitTransitionEnd={() => setTyped('')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) props.onConfirm();
        }}
      >
        <Stack>
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
            {props.children}
          </Alert>
          <TextInput
            label={t('typeToConfirm', { text: props.text })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" color="red.9" disabled={!isRight} loading={props.isBusy ?? false}>
              {props.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
