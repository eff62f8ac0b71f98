import { Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch, IconSitemap, IconTrash } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { usePages } from '../../api/use-pages.ts';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { OnlyFor } from '../../components/only-for.tsx';
import { modelsOf } from '../../graph/spec.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatAgo, formatDateTime, formatNumber } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { useSingleKeys } from '../../ui/single-keys.ts';
import { DeleteGraph, GRAPHS_KEY } from './delete-graph.tsx';

type Graph = Schemas['Graph'];

export function GraphsPage(): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 200);
  const [doomed, setDoomed] = useState<Graph | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useSingleKeys([
    [
      '/',
      (event) => {
        event.preventDefault();
        search.current?.focus();
      },
    ],
  ]);
  const pages = usePages({
    queryKey: [...GRAPHS_KEY, q],
    load: (cursor, signal) =>
      dataOf(
        client.GET('/api/v1/graphs', {
          params: { query: { limit: 50, ...(q !== '' && { q }), ...cursor } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const create = (
    <OnlyFor least="editor">
      <LinkButton to="/graphs/new" leftSection={<IconPlus size={17} aria-hidden />}>
        {t('graphs:new')}
      </LinkButton>
    </OnlyFor>
  );
  return (
    <Page title={t('common:nav.graphs')} intro={t('graphs:intro')} actions={create}>
      <Loaded query={pages}>
        {(graphs) =>
          graphs.length === 0 && q === '' ? (
            <EmptyState
              icon={IconSitemap}
              title={t('graphs:noneTitle')}
              text={t('graphs:noneText')}
              action={create}
            />
          ) : (
            <>
              <TextInput
                ref={search}
                maw={360}
                aria-label={t('graphs:searchGraphs')}
                placeholder={t('graphs:searchGraphs')}
                leftSection={<IconSearch size={16} aria-hidden />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <GraphsTable graphs={graphs} onDelete={setDoomed} />
              <MoreButton pages={pages} />
            </>
          )
        }
      </Loaded>
      <DeleteGraph graph={doomed} onClose={() => setDoomed(null)} />
    </Page>
  );
}

function GraphsTable({
  graphs,
  onDelete,
}: {
  readonly graphs: readonly Graph[];
  readonly onDelete: (graph: Graph) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} highlightOnHover aria-label={t('graphs')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th ta="right">{t('version')}</Table.Th>
            <Table.Th ta="right">{t('nodes')}</Table.Th>
            <Table.Th>{t('changed')}</Table.Th>
            <Table.Th aria-label={t('actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {graphs.map((graph) => (
            <Table.Tr key={graph.id}>
              <Table.Th scope="row">
                <LinkAnchor to="/graphs/$graphId" params={{ graphId: graph.id }} fw={600}>
                  {graph.name}
                </LinkAnchor>
              </Table.Th>
              <Table.Td ta="right">{formatNumber(graph.version)}</Table.Td>
              <Table.Td ta="right">{formatNumber(modelsOf(graph.spec).length)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }} title={formatDateTime(graph.updated_at)}>
                {formatAgo(graph.updated_at)}
              </Table.Td>
              <Table.Td ta="right">
                <OnlyFor least="editor">
                  <IconButton
                    icon={IconTrash}
                    label={t('deleteOf', { name: graph.name })}
                    onClick={() => onDelete(graph)}
                  />
                </OnlyFor>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
