import { Badge, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { formatShare } from '../../ui/format.ts';

/** Key candidates of one sheet; what refers to what between all of them. */
export function LinksTab({
  datasetId,
  sheet,
}: {
  readonly datasetId: string;
  readonly sheet: string;
}): ReactNode {
  const query = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/profile',
    { params: { path: { id: datasetId } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Loaded query={query} lines={8}>
      {({ sheets, references }) => (
        <Stack gap="xl">
          <Keys keys={sheets.find((one) => one.sheet === sheet)?.keys ?? []} />
          <References references={references} />
        </Stack>
      )}
    </Loaded>
  );
}

function Keys({ keys }: { readonly keys: Schemas['SheetProfile']['keys'] }): ReactNode {
  const { t } = useTranslation('datasets');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('links.keys')}
      </Title>
      {keys.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('links.noKeys')}
        </Text>
      )}
      <Stack gap="xs">
        {keys.map(({ columns, unique_share }) => (
          <Group key={columns.join('\n')} gap="xs">
            {columns.map((column) => (
              <Badge key={column} variant="default" tt="none" size="lg">
                {column}
              </Badge>
            ))}
            <Text size="sm">{t('links.unique', { share: formatShare(unique_share) })}</Text>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function References({
  references,
}: {
  readonly references: Schemas['DatasetProfile']['references'];
}): ReactNode {
  const { t } = useTranslation('datasets');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('links.references')}
      </Title>
      {references.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('links.noReferences')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('links.from')}</Table.Th>
                <Table.Th>{t('links.to')}</Table.Th>
                <Table.Th ta="right">{t('links.contained')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {references.map(({ from, to, containment }) => (
                <Table.Tr key={`${from.sheet} ${from.column} ${to.sheet} ${to.column}`}>
                  <Table.Td>
                    {from.sheet} · <b>{from.column}</b>
                  </Table.Td>
                  <Table.Td>
                    {to.sheet} · <b>{to.column}</b>
                  </Table.Td>
                  <Table.Td ta="right">{formatShare(containment)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
