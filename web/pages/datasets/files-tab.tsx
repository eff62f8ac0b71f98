import { Alert, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { formatBytes, formatDateTime } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';

type Dataset = Schemas['Dataset'];

export function FilesTab({ dataset }: { readonly dataset: Dataset }): ReactNode {
  const { t } = useTranslation(['datasets', 'issues']);
  return (
    <Stack gap="xl">
      {dataset.issues.length > 0 && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('files.issues')}>
          <List size="sm">
            {dataset.issues.map(({ code, message }) => (
              <List.Item key={message}>
                <b>{t(`issues:${code}`)}</b> · {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('files.file')}</Table.Th>
              <Table.Th>{t('files.format')}</Table.Th>
              <Table.Th ta="right">{t('files.size')}</Table.Th>
              <Table.Th>{t('files.hash')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dataset.files.map(({ name, bytes, sha256 }) => (
              <Table.Tr key={`${name} ${sha256}`}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td>
                  <Formats sheets={dataset.sheets.filter(({ file }) => file === name)} />
                </Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {formatBytes(bytes)}
                </Table.Td>
                <Table.Td ff="monospace" title={sha256}>
                  {sha256.slice(0, 12)}…
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Versions id={dataset.id} />
    </Stack>
  );
}

function Formats({ sheets }: { readonly sheets: readonly Schemas['Sheet'][] }): ReactNode {
  const { t } = useTranslation('datasets');
  const texts = sheets.map(({ format: { kind, delimiter, encoding, header_row } }) =>
    [
      kind.toUpperCase(),
      encoding,
      delimiter && t('files.delimiter', { delimiter: delimiter === '\t' ? '⇥' : delimiter }),
      t('files.headerRow', { row: header_row }),
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
  );
  return [...new Set(texts)].map((text) => (
    <Text key={text} size="sm">
      {text}
    </Text>
  ));
}

function Versions({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('datasets');
  const query = api.useQuery('get', '/api/v1/datasets/{id}/versions', { params: { path: { id } } });
  return (
    <section>
      <Title order={2} mb="sm">
        {t('files.versions')}
      </Title>
      <Loaded query={query} lines={2}>
        {({ items }) => (
          <Stack gap="sm">
            {items.toReversed().map((version) => (
              <div key={version.id}>
                <Group gap="sm">
                  <LinkAnchor to="/datasets/$datasetId" params={{ datasetId: version.id }} fw={600}>
                    {t('files.version', { version: version.version })}
                  </LinkAnchor>
                  <Text size="sm">{formatDateTime(version.created_at)}</Text>
                  {version.id === id && <Text size="sm">({t('files.this')})</Text>}
                </Group>
                {version.corrected.map((change) => (
                  <Text key={change.sheet} size="sm">
                    {t('files.corrected', change)}
                  </Text>
                ))}
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
