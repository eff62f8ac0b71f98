import { Group, Text } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconCloudUpload,
  IconLock,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../graph/editor.ts';
import type { Autosave } from './use-autosave.ts';

const SIGNS: Readonly<Record<Autosave['state']['kind'], Icon>> = {
  saved: IconCheck,
  waiting: IconCloudUpload,
  saving: IconCloudUpload,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
  offline: IconCloudOff,
};

/** Whether what is on the page is saved, and as which version. */
export function SaveState({ autosave }: { readonly autosave: Autosave }): ReactNode {
  const { t } = useTranslation(['graphs', 'settings']);
  const { isReadOnly } = useEditor();
  const { kind } = autosave.state;
  const Sign = isReadOnly ? IconLock : SIGNS[kind];
  const { version } = autosave;
  return (
    <Group gap={5} wrap="nowrap" role="status">
      <Sign size={16} aria-hidden />
      <Text size="sm">
        {isReadOnly
          ? t('onlyToLookAt', { version, role: t('settings:role.editor') })
          : t(`save.${kind}`, { version })}
      </Text>
    </Group>
  );
}
