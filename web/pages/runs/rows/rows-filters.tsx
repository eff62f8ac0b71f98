import { CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES } from '../../../components/states.tsx';
import { useSingleKeys } from '../../../ui/single-keys.ts';
import type { RowsSearch } from '../search-params.ts';

export interface RowsFiltersProps {
  readonly search: RowsSearch;
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (search: RowsSearch) => void;
}

export function RowsFilters({ search, nodes, onChange }: RowsFiltersProps): ReactNode {
  const { t } = useTranslation(['rows', 'common']);
  return (
    <Group gap="sm" align="flex-end">
      <SearchField
        text={search.q ?? ''}
        onChange={(q) => onChange({ ...search, q: q === '' ? undefined : q })}
      />
      <Select
        aria-label={t('filter.node')}
        placeholder={t('filter.node')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear') }}
        w={200}
        data={nodes.map(({ id, label }) => ({ value: id, label }))}
        value={search.node ?? null}
        onChange={(node) => onChange({ ...search, node: node ?? undefined, issue: undefined })}
      />
      <Select
        aria-label={t('filter.outcome')}
        placeholder={t('filter.outcome')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear') }}
        w={170}
        data={OUTCOMES.map((outcome) => ({ value: outcome, label: t(`common:outcome.${outcome}`) }))}
        value={search.outcome ?? null}
        onChange={(chosen) =>
          onChange({ ...search, outcome: OUTCOMES.find((outcome) => outcome === chosen) })
        }
      />
    </Group>
  );
}

const TYPING_MS = 250;

function SearchField({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation('rows');
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const ask = useDebouncedCallback(onChange, TYPING_MS);
  useSingleKeys([['/', () => input.current?.focus()]]);
  const write = (value: string) => {
    setTyped(value);
    ask(value);
  };
  return (
    <TextInput
      ref={input}
      w={260}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === '' ? null : <CloseButton aria-label={t('filter.clear')} onClick={() => write('')} />
      }
      value={typed}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}
