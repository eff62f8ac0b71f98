import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { api } from '../api/client.ts';
import { formatAgo } from '../ui/format.ts';

const NEWEST = { params: { query: { limit: 100 } } } as const;

export interface SelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
}

export function DatasetSelect(props: SelectProps): ReactNode {
  const { data } = api.useQuery('get', '/api/v1/datasets', NEWEST);
  const choices = (data?.items ?? []).map(({ id, name, version, created_at }) => ({
    value: id,
    label: `${name}${version > 1 ? ` v${version}` : ''} (${formatAgo(created_at)})`,
  }));
  return <Select {...props} data={choices} searchable miw={280} />;
}

export function GraphSelect(props: SelectProps): ReactNode {
  const { data } = api.useQuery('get', '/api/v1/graphs', NEWEST);
  const choices = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <Select {...props} data={choices} searchable />;
}
