import { Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { usePages } from '../../api/use-pages.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { codes } from '../../texts/en/codes.ts';
import { isKnown } from '../../texts/known.ts';
import { formatDateTime } from '../../ui/format.ts';

const PAGE = 100;

export function AuditTab(): ReactNode {
  const { t } = useTranslation('settings');
  const { action = '' } = useSearch({ from: '/settings' });
  const go = useNavigate({ from: '/settings' });
  const [wanted] = useDebouncedValue(action, 300);
  const filter = wanted.trim() === '' ? {} : { action: wanted.trim() };
  const pages = usePages({
    queryKey: ['audit', filter],
    load: (cursor, signal) =>
      dataOf(
        client.GET('/api/v1/audit', { params: { query: { limit: PAGE, ...filter, ...cursor } }, signal }),
      ),
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
      <Loaded query={pages}>
        {(entries) => (
          <>
            <AuditTable entries={entries} />
            <MoreButton pages={pages} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function AuditTable({ entries }: { readonly entries: readonly Schemas['AuditEntry'][] }): ReactNode {
  const { t } = useTranslation(['settings', 'codes']);
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
                {user.name} ({t(`codes:via.${via}`)})
              </Table.Td>
              <Table.Td>
                {isKnown(codes.action, action) && t(`codes:action.${action}`)}
                <Text size="xs" ff="monospace">
                  {action}
                </Text>
              </Table.Td>
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
