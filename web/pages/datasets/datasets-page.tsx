import { Button, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTable, IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { usePages } from '../../api/use-pages.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { OnlyFor } from '../../components/only-for.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatAgo, formatDateTime, formatNumber } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { UploadDialog } from './upload-dialog.tsx';

const PAGE = 50;

export function DatasetsPage(): ReactNode {
  const { t } = useTranslation('datasets');
  const [isOpen, dialog] = useDisclosure();
  const pages = usePages({
    queryKey: ['datasets'],
    load: (cursor, signal) =>
      dataOf(client.GET('/api/v1/datasets', { params: { query: { limit: PAGE, ...cursor } }, signal })),
  });
  const upload = (
    <OnlyFor least="operator">
      <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={dialog.open}>
        {t('upload')}
      </Button>
    </OnlyFor>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={upload}>
      <UploadDialog opened={isOpen} onClose={dialog.close} />
      <Loaded query={pages}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={IconTable} title={t('none')} text={t('noneText')} action={upload} />
          ) : (
            <>
              <DatasetTable items={items} />
              <MoreButton pages={pages} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function DatasetTable({ items }: { readonly items: readonly Schemas['Dataset'][] }): ReactNode {
  const { t } = useTranslation('datasets');
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th ta="right">{t('column.sheets')}</Table.Th>
            <Table.Th ta="right">{t('column.rows')}</Table.Th>
            <Table.Th ta="right">{t('column.version')}</Table.Th>
            <Table.Th>{t('column.created')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, name, sheets, version, created_at, files }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <LinkAnchor to="/datasets/$datasetId" params={{ datasetId: id }} fw={600}>
                  {name}
                </LinkAnchor>
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {files.map((file) => file.name).join(', ')}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{formatNumber(sheets.length)}</Table.Td>
              <Table.Td ta="right">
                {formatNumber(sheets.reduce((sum, one) => sum + one.row_count, 0))}
              </Table.Td>
              <Table.Td ta="right">{version}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }} title={formatDateTime(created_at)}>
                {formatAgo(created_at)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
