import { Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.ts';
import { RUN_KINDS, RUN_STATUSES, type RunsSearch } from '../search-params.ts';

export function RunsFilters({
  search,
  onChange,
}: {
  readonly search: RunsSearch;
  readonly onChange: (search: RunsSearch) => void;
}): ReactNode {
  const { t } = useTranslation(['runs', 'common']);
  const graphs = api.useQuery('get', '/api/v1/graphs', { params: { query: { limit: 500 } } }).data?.items;
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('empty.filteredAction') } } as const;
  return (
    <Group gap="sm">
      <Select
        {...clear}
        aria-label={t('filter.status')}
        placeholder={t('filter.status')}
        w={210}
        data={RUN_STATUSES.map((status) => ({ value: status, label: t(`common:status.${status}`) }))}
        value={search.status ?? null}
        onChange={(chosen) =>
          onChange({ ...search, status: RUN_STATUSES.find((status) => status === chosen) })
        }
      />
      <Select
        {...clear}
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        w={140}
        data={RUN_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={search.kind ?? null}
        onChange={(chosen) => onChange({ ...search, kind: RUN_KINDS.find((kind) => kind === chosen) })}
      />
      <Select
        {...clear}
        aria-label={t('filter.graph')}
        placeholder={t('filter.graph')}
        w={240}
        searchable
        data={(graphs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.graph ?? null}
        onChange={(graph) => onChange({ ...search, graph: graph ?? undefined })}
      />
    </Group>
  );
}
