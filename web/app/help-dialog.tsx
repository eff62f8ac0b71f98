import { Anchor, Group, Kbd, Modal, Stack, Switch, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { switchSingleKeys, useSingleKeysOn } from '../ui/single-keys.ts';

const KEYS = [
  ['Ctrl K', 'palette'],
  ['?', 'help'],
  ['/', 'search'],
  ['Ctrl Z', 'undo'],
  ['Ctrl Shift Z', 'redo'],
  ['1', 'fit'],
  ['Tab', 'addNode'],
  ['F2', 'rename'],
  ['Delete', 'remove'],
  ['J', 'nextRow'],
  ['K', 'previousRow'],
  ['E', 'editRow'],
  ['R', 'retry'],
] as const;

export function HelpDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const isOn = useSingleKeysOn();
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')}>
      <Stack>
        <Table>
          <Table.Tbody>
            {KEYS.map(([keys, what]) => (
              <Table.Tr key={keys}>
                <Table.Th scope="row" w={150}>
                  <Group gap={4}>
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </Table.Th>
                <Table.Td>{t(`help.keys.${what}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label={t('help.singleKeys')}
          checked={isOn}
          onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
        />
        <Anchor href="/docs" target="_blank">
          {t('help.docs')}
        </Anchor>
      </Stack>
    </Modal>
  );
}
