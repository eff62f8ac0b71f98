import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { formatDateTime } from '../../ui/format.ts';

const PAGE = 100;

interface Filter {
  readonly user?: string;
  readonly action?: string;
}

async function loadPage(filter: Filter, cursor: string | null): Promise<Schemas['AuditPage']> {
  const query = { limit: PAGE, ...filter, ...(cursor === null ? {} : { cursor }) };
  const { data, error } = await client.GET('/api/v1/audit', { params: { query } });
  if (error !== undefined) throw error;
  return data;
}

export function AuditTab(): ReactNode {
  const { t } = useTranslation(['settings', 'common']);
  const { action = '' } = useSearch({ from: '/settings' });
  const go = useNavigate({ from: '/settings' });
  const [wanted] = useDebouncedValue(action, 300);
  const filter: Filter = wanted.trim() === '' ? {} : { action: wanted.trim() };
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => loadPage(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('audit.intro')}
      </Text>
      <TextInput
        label={t('audit.filterAction')}
        maw={320}
        value={action}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          void go({ search: { tab: 'audit', ...(typed === '' ? {} : { action: typed }) }, replace: true });
        }}
      />
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <AuditTable entries={pages.flatMap((page) => page.items)} />
            {query.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('common:action.more')}
                </Button>
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function AuditTable({ entries }: { readonly entries: readonly Schemas['AuditEntry'][] }): ReactNode {
  const { t } = useTranslation('settings');
  if (entries.length === 0) return <Text>{t('audit.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('audit.at')}</Table.Th>
            <Table.Th>{t('audit.who')}</Table.Th>
            <Table.Th>{t('audit.action')}</Table.Th>
            <Table.Th>{t('audit.object')}</Table.Th>
            <Table.Th>{t('audit.address')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ id, at, user, via, action, object_id, result_id, address }) => (
            <Table.Tr key={id}>
              <Table.Td>{formatDateTime(at)}</Table.Td>
              <Table.Td>
                {user.name} ({via})
              </Table.Td>
              <Table.Td ff="monospace">{action}</Table.Td>
              <Table.Td ff="monospace" fz="xs">
                {[object_id, result_id].filter((one) => one !== null).join(' → ')}
              </Table.Td>
              <Table.Td>{address ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
