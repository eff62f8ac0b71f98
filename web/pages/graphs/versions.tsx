import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { WhereEditable } from '../../graph/editing.tsx';
import { useEditor } from '../../graph/editor.ts';
import { formatDateTime } from '../../ui/format.ts';

/** Earlier versions, what has changed since, and a way back to each. */
export function Versions({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('graphs');
  const { graphId, change } = useEditor();
  const [shown, setShown] = useState<number | null>(null);
  const query = api.useQuery(
    'get',
    '/api/v1/graphs/{id}/versions',
    { params: { path: { id: graphId }, query: { limit: 50 } } },
    { staleTime: 0 },
  );
  const restore = async (version: number) => {
    const { data } = await client.GET('/api/v1/graphs/{id}', {
      params: { path: { id: graphId }, query: { version } },
    });
    if (!data) return;
    change(() => data.spec);
    onDone();
  };
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Stack gap="md">
          <Table verticalSpacing={5} aria-label={t('versions.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('version')}</Table.Th>
                <Table.Th>{t('versions.saved')}</Table.Th>
                <Table.Th>{t('nodes')}</Table.Th>
                <Table.Th aria-label={t('actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item, at) => (
                <Table.Tr key={item.version}>
                  <Table.Th scope="row">{item.version}</Table.Th>
                  <Table.Td>{formatDateTime(item.created_at)}</Table.Td>
                  <Table.Td>{item.nodes}</Table.Td>
                  <Table.Td>
                    {at > 0 && (
                      <Group gap={4} justify="flex-end">
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={t('versions.compareOf', { version: item.version })}
                          onClick={() => setShown(item.version)}
                        >
                          {t('versions.compare')}
                        </Button>
                        <WhereEditable>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={t('versions.restoreOf', { version: item.version })}
                            onClick={() => void restore(item.version)}
                          >
                            {t('versions.restore')}
                          </Button>
                        </WhereEditable>
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {shown !== null && <Changes version={shown} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Changes({ version }: { readonly version: number }): ReactNode {
  const { t } = useTranslation('graphs');
  const { graphId } = useEditor();
  const query = api.useQuery(
    'get',
    '/api/v1/graphs/{id}/versions/{version}/diff',
    { params: { path: { id: graphId, version } } },
    { staleTime: 0 },
  );
  return (
    <Loaded query={query}>
      {({ changes }) => (
        <Stack gap={4} role="status">
          <Text fw={600}>{t('versions.changes', { version, count: changes.length })}</Text>
          {changes.map((change) => (
            <Text size="sm" key={JSON.stringify(change)} style={{ overflowWrap: 'anywhere' }}>
              <Change change={change} />
            </Text>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function Change({ change }: { readonly change: Schemas['GraphDiff']['changes'][number] }): ReactNode {
  const { t } = useTranslation('graphs');
  const place = [change.node, change.field, change.edge, change.property]
    .filter((one) => one !== null)
    .join(' › ');
  const sides = [change.before, change.after]
    .filter((one) => one !== null)
    .map((one) => cut(JSON.stringify(one)));
  return `${t(`versions.${change.change}`)}: ${place} ${sides.join(' → ')}`;
}

function cut(text: string): string {
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
