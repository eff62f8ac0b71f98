import { Button, Stack, Table, Text } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { OnlyFor } from '../../components/only-for.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The value maps that a connection remembers. */
export function ValuesTab({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { t } = useTranslation('connections');
  const queries = useQueryClient();
  const query = api.useQuery('get', '/api/v1/connections/{id}/answers', {
    params: { path: { id: connectionId } },
  });
  const forget = useMutation({
    mutationFn: ({ place, value }: { readonly place: string; readonly value: string }) =>
      dataOf(
        client.PATCH('/api/v1/connections/{id}/answers', {
          params: { path: { id: connectionId } },
          body: { [place]: { [value]: null } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/connections/{id}/answers'] }),
    onError: notifyProblem,
  });
  return (
    <Loaded query={query}>
      {({ answers }) => {
        const rows = Object.entries(answers).flatMap(([place, values]) =>
          Object.entries(values).map(([value, answer]) => ({ place, value, answer })),
        );
        if (rows.length === 0)
          return <EmptyState icon={IconBook} title={t('values.none')} text={t('values.intro')} />;
        return (
          <Stack>
            <Text size="sm" c="dimmed">
              {t('values.intro')}
            </Text>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('values.place')}</Table.Th>
                  <Table.Th>{t('values.value')}</Table.Th>
                  <Table.Th>{t('values.answer')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={`${row.place} ${row.value}`}>
                    <Table.Td ff="monospace">{row.place}</Table.Td>
                    <Table.Td>{row.value}</Table.Td>
                    <Table.Td>{row.answer === '' ? t('values.empty') : row.answer}</Table.Td>
                    <Table.Td ta="right">
                      <OnlyFor least="editor">
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => forget.mutate(row)}
                          aria-label={`${t('values.forget')}: ${row.value}`}
                        >
                          {t('values.forget')}
                        </Button>
                      </OnlyFor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        );
      }}
    </Loaded>
  );
}
