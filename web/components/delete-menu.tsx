import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmTyped } from '../ui/confirm-typed.tsx';
import { notifyProblem } from './notify.ts';
import { OnlyFor } from './only-for.tsx';
import type { Role } from './session.ts';

export interface DeleteMenuProps {
  /** The least role that may. */
  readonly least: Role;
  /** What the act is called, in the menu and above the dialog. */
  readonly title: string;
  /** Of what goes; it has to be typed. */
  readonly name: string;
  /** What goes with it, and what stays. */
  readonly text: string;
  /** Throws the server's problem, which is then shown. */
  readonly remove: () => Promise<void>;
}

/** The menu of a page whose thing can be deleted, confirmed by typing its name. */
export function DeleteMenu({ least, title, name, text, remove }: DeleteMenuProps): ReactNode {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  const removing = useMutation({ mutationFn: remove, onError: notifyProblem });
  return (
    <OnlyFor least={least}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('action.moreOf', { name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={dialog.open}>
            {title}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmTyped
        opened={isOpen}
        onClose={dialog.close}
        title={title}
        text={name}
        action={t('action.delete')}
        isBusy={removing.isPending}
        onConfirm={() => removing.mutate()}
      >
        {text}
      </ConfirmTyped>
    </OnlyFor>
  );
}
