import { Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { formatAgo } from '../../ui/format.ts';
import { RowAct, SettingsTable } from './settings-table.tsx';

export function SessionsTab(): ReactNode {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const query = api.useQuery('get', '/api/v1/sessions');
  const end = useMutation({
    mutationFn: (id: string) => dataOf(client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/sessions'] }),
    onError: notifyProblem,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('sessions.intro')}
      </Text>
      <Loaded query={query}>
        {({ items }) => (
          <SettingsTable
            heads={[t('audit.user'), t('sessions.agent'), t('sessions.address'), t('sessions.used')]}
          >
            {items.map(({ id, user, agent, address, last_used_at, is_current }) => (
              <Table.Tr key={id}>
                <Table.Td>{user.name}</Table.Td>
                <Table.Td>
                  <Text size="sm" lineClamp={2}>
                    {agent ?? '–'}
                  </Text>
                </Table.Td>
                <Table.Td>{address ?? '–'}</Table.Td>
                <Table.Td>{is_current ? t('sessions.current') : formatAgo(last_used_at)}</Table.Td>
                <RowAct
                  act={t('sessions.end')}
                  of={`${user.name}, ${is_current ? t('sessions.current') : (agent ?? '')}`}
                  onClick={() => end.mutate(id)}
                />
              </Table.Tr>
            ))}
          </SettingsTable>
        )}
      </Loaded>
    </Stack>
  );
}
