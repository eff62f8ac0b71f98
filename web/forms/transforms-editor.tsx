import { Select, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useTransformsInLanguage } from '../components/in-language.ts';
import type { Transform } from '../graph/spec.ts';
import { type TransformEntry, TransformStep } from './transform-step.tsx';
import type { Samples } from './use-samples.ts';

const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const;

/** What is done to a value, step by step. */
export function TransformsEditor({
  value,
  onChange,
  columns,
  samples,
}: {
  readonly value: readonly Transform[];
  readonly onChange: (steps: Transform[]) => void;
  readonly columns: readonly string[];
  readonly samples: Samples;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const [text, setText] = useState('');
  const entries = useTransformsInLanguage(
    api.useQuery('get', '/api/v1/transforms', {}, FOREVER).data?.items ?? [],
  );
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const replace = (at: number, ...steps: Transform[]) => onChange(value.toSpliced(at, 1, ...steps));
  const move = (at: number, by: -1 | 1) => {
    const step = value[at];
    if (step !== undefined) onChange(value.toSpliced(at, 1).toSpliced(at + by, 0, step));
  };
  const add = (name: string | null) => {
    const entry = name === null ? undefined : byName.get(name);
    if (entry) onChange([...value, begun(entry, columns)]);
    setText('');
  };
  return (
    <Stack gap="xs">
      {value.map((step, at) => (
        <TransformStep
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have nothing else, and may be the same twice
          key={at}
          step={step}
          entry={byName.get(typeof step === 'string' ? step : step.name)}
          columns={columns}
          samples={samples}
          isFirst={at === 0}
          isLast={at === value.length - 1}
          onChange={(next) => replace(at, next)}
          onMove={(by) => move(at, by)}
          onRemove={() => replace(at)}
        />
      ))}
      <Select
        label={t('addTransform')}
        placeholder={t('addTransformHint')}
        searchable
        data={entries.map(({ name }) => name)}
        value={null}
        searchValue={text}
        onSearchChange={setText}
        onChange={add}
        renderOption={({ option }) => <EntryOption entry={byName.get(option.value)} />}
        maxDropdownHeight={320}
      />
    </Stack>
  );
}

function EntryOption({ entry }: { readonly entry: TransformEntry | undefined }): ReactNode {
  if (!entry) return null;
  return (
    <div>
      <Text size="sm" ff="monospace">
        {entry.name}
      </Text>
      <Text size="xs">{entry.text}</Text>
      <Text size="xs" ff="monospace" opacity={0.85}>
        {`${entry.example.before} → ${entry.example.after}`}
      </Text>
    </div>
  );
}

/** With the arguments of its example, so that it is whole from the start. */
function begun(entry: TransformEntry, columns: readonly string[]): Transform {
  if (entry.is_word) return entry.name as Transform; // words of the catalogue are transforms
  const { transform } = entry.example;
  const isConcat = typeof transform === 'object' && transform.name === 'concat';
  return isConcat ? { name: 'concat', columns: columns.slice(0, 1) } : transform;
}
