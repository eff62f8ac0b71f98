import { Group, Select, type SelectProps, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../api/client.ts';
import { formatAgo } from '../ui/format.ts';

const NEWEST = { params: { query: { limit: 200 } } } as const;

/** The newest ones, to choose from; undefined until they are there. */
export function useDatasets(): readonly Schemas['Dataset'][] | undefined {
  return api.useQuery('get', '/api/v1/datasets', NEWEST).data?.items;
}

export function useConnections(): readonly Schemas['Connection'][] | undefined {
  return api.useQuery('get', '/api/v1/connections', NEWEST).data?.items;
}

type ChoiceProps = Omit<SelectProps, 'data' | 'searchable' | 'renderOption'>;

/** By name and version; in the list also by age, for names come again. */
export function DatasetSelect(props: ChoiceProps): ReactNode {
  const { t } = useTranslation();
  const datasets = useDatasets() ?? [];
  const ages = new Map(datasets.map(({ id, created_at }) => [id, formatAgo(created_at)]));
  const choices = datasets.map(({ id, name, version }) => ({
    value: id,
    label: version > 1 ? t('datasetVersion', { name, version }) : name,
  }));
  return (
    <Select
      {...props}
      data={choices}
      searchable
      renderOption={({ option: { value, label } }) => (
        <Group gap={6} wrap="nowrap" justify="space-between" flex={1}>
          <Text size="sm">{label}</Text>
          <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
            {ages.get(value)}
          </Text>
        </Group>
      )}
    />
  );
}

export function ConnectionSelect(props: ChoiceProps): ReactNode {
  return <Select {...props} data={namesOf(useConnections())} searchable />;
}

export function GraphSelect(props: ChoiceProps): ReactNode {
  return (
    <Select {...props} data={namesOf(api.useQuery('get', '/api/v1/graphs', NEWEST).data?.items)} searchable />
  );
}

function namesOf(items: readonly { readonly id: string; readonly name: string }[] = []) {
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
