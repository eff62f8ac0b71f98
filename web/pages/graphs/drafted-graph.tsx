import { Badge, Button, Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowRight, IconTable } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ConfidenceBadge } from '../../forms/confidence-badge.tsx';
import { labelOf, type ModelNode, modelsOf, sheetOf } from '../../graph/spec.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { InputSelects } from './input-selects.tsx';
import { SameNamedGraph } from './same-named-graph.tsx';
import type { Saving } from './saving.ts';
import { useOnlyInputs } from './use-inputs.ts';

type Suggestion = Schemas['Suggestion'];

/** What would be drafted from a dataset, with how sure it is, and one click to keep it. */
export function DraftedGraph({ saving }: { readonly saving: Saving }): ReactNode {
  const { t } = useTranslation('graphs');
  const search = useSearch({ from: '/graphs/new' });
  const go = useNavigate({ from: '/graphs/new' });
  const choose = (patch: typeof search) =>
    void go({ search: (before) => ({ ...before, ...patch }), replace: true });
  useOnlyInputs(search, choose);
  return (
    <Stack>
      <Text maw={720}>{t('draft.text')}</Text>
      <InputSelects chosen={search} onChoose={choose} />
      {search.dataset === undefined ? (
        <EmptyState
          icon={IconTable}
          title={t('draft.noDataset')}
          text={t('draft.noDatasetText')}
          action={<LinkButton to="/datasets">{t('draft.toDatasets')}</LinkButton>}
        />
      ) : (
        <Draft dataset={search.dataset} connection={search.connection} saving={saving} />
      )}
    </Stack>
  );
}

function Draft({
  dataset,
  connection,
  saving,
}: {
  readonly dataset: string;
  readonly connection: string | undefined;
  readonly saving: Saving;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const query = api.useQuery(
    'post',
    '/api/v1/datasets/{id}/suggest',
    {
      params: { path: { id: dataset }, query: connection === undefined ? {} : { connection_id: connection } },
    },
    { staleTime: Number.POSITIVE_INFINITY, retry: false },
  );
  return (
    <Loaded query={query} lines={8}>
      {(suggestion) => (
        <Stack gap="lg">
          <SameNamedGraph name={suggestion.graph.name} inputs={{ dataset, connection }} />
          <Paper withBorder p="md" radius="md">
            <Group justify="space-between">
              <div>
                <Text fw={600}>{suggestion.graph.name}</Text>
                <Text size="sm">{t('draft.summary', summaryOf(suggestion))}</Text>
              </div>
              <Button
                loading={saving.isBusy}
                rightSection={<IconArrowRight size={17} aria-hidden />}
                onClick={() => saving.save({ spec: suggestion.graph })}
              >
                {t('saveAndOpen')}
              </Button>
            </Group>
          </Paper>
          <DraftTable suggestion={suggestion} />
          <LeftOut suggestion={suggestion} />
        </Stack>
      )}
    </Loaded>
  );
}

function summaryOf({ graph, unmapped, missing }: Suggestion) {
  const models = modelsOf(graph);
  return {
    nodes: models.length,
    fields: models.reduce((sum, { data }) => sum + Object.keys(data.fields).length, 0),
    unmapped: unmapped.length,
    missing: missing.filter((one) => !one.filled_by_odoo).length,
  };
}

function DraftTable({ suggestion }: { readonly suggestion: Suggestion }): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={7} aria-label={t('draft.nodes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('node')}</Table.Th>
            <Table.Th>{t('sheet')}</Table.Th>
            <Table.Th>{t('model')}</Table.Th>
            <Table.Th>{t('sure')}</Table.Th>
            <Table.Th>{t('fields')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {modelsOf(suggestion.graph).map((node) => (
            <DraftRow key={node.id} node={node} suggestion={suggestion} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function DraftRow({
  node,
  suggestion,
}: {
  readonly node: ModelNode;
  readonly suggestion: Suggestion;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const sheet = sheetOf(suggestion.graph, node);
  const model = suggestion.sheets
    .find((one) => one.sheet === sheet)
    ?.models.find((one) => one.model === node.data.odooModel);
  const missing = suggestion.missing.filter((one) => one.node === node.id && !one.filled_by_odoo);
  return (
    <Table.Tr>
      <Table.Th scope="row">{labelOf(node)}</Table.Th>
      <Table.Td>{sheet}</Table.Td>
      <Table.Td ff="monospace" fz="sm">
        {node.data.odooModel}
      </Table.Td>
      <Table.Td>{model && <ConfidenceBadge of={model} />}</Table.Td>
      <Table.Td>
        <Text size="sm">{Object.keys(node.data.fields).join(', ')}</Text>
        {missing.length > 0 && (
          <Badge color="orange.9" variant="filled" tt="none">
            {t('draft.missing', { fields: missing.map(({ label }) => label).join(', ') })}
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function LeftOut({ suggestion }: { readonly suggestion: Suggestion }): ReactNode {
  const { t } = useTranslation('graphs');
  const { unmapped, notes } = suggestion;
  if (unmapped.length + notes.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('draft.leftOut')}</Title>
      <List size="sm">
        {notes.map((note) => (
          <List.Item key={note}>{note}</List.Item>
        ))}
        {unmapped.map(({ sheet, column, reason }) => (
          <List.Item key={`${sheet} ${column}`}>{t('draft.column', { sheet, column, reason })}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
