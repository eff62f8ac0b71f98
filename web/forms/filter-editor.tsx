import { ActionIcon, Button, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelData } from '../graph/spec.ts';
import { ColumnSelect } from './column-select.tsx';
import type { Samples } from './use-samples.ts';

type Condition = NonNullable<ModelData['filter']>[number];

const OPS = ['equals', 'not_equals', 'in', 'not_in', 'contains', 'matches', 'empty', 'not_empty'] as const;

interface FilterProps {
  readonly columns: readonly string[];
  readonly samples: Samples;
}

/** Which rows of the sheet are taken: those for which every condition holds. */
export function FilterEditor({
  value,
  onChange,
  ...of
}: FilterProps & {
  readonly value: readonly Condition[];
  readonly onChange: (filter: Condition[]) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('settings.filter')}
      </Text>
      {value.map((condition, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing but their order
          key={at}
          condition={condition}
          onChange={(next) => onChange(value.toSpliced(at, 1, next))}
          onRemove={() => onChange(value.toSpliced(at, 1))}
          {...of}
        />
      ))}
      {of.columns.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...value, { column: of.columns[0] ?? '', op: 'not_empty' }])}
        >
          {t('settings.filterAdd')}
        </Button>
      )}
    </Stack>
  );
}

function ConditionRow({
  condition,
  columns,
  samples,
  onChange,
  onRemove,
}: FilterProps & {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { column, op } = condition;
  const isList = op === 'in' || op === 'not_in';
  const isBare = op === 'empty' || op === 'not_empty';
  const compare = (next: string | null) => {
    const chosen = OPS.find((one) => one === next) ?? 'equals';
    const known = condition.value ?? condition.values?.[0] ?? samples.get(column)?.[0] ?? '';
    if (chosen === 'empty' || chosen === 'not_empty') onChange({ column, op: chosen });
    else if (chosen === 'in' || chosen === 'not_in')
      onChange({ column, op: chosen, values: condition.values ?? [known] });
    else onChange({ column, op: chosen, value: known });
  };
  return (
    <Stack gap={4}>
      <Group gap={6} wrap="nowrap" align="flex-end" grow preventGrowOverflow={false}>
        <ColumnSelect
          label={t('settings.filterColumn')}
          columns={columns}
          samples={samples}
          value={column}
          onChange={(next) => next !== null && onChange({ ...condition, column: next })}
        />
        <Select
          label={t('settings.filterOp')}
          allowDeselect={false}
          data={OPS.map((one) => ({ value: one, label: t(`settings.ops.${one}`) }))}
          value={op}
          onChange={compare}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          maw={36}
          aria-label={t('settings.filterRemove', { column })}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {isList && (
        <TagsInput
          label={t('settings.filterValues')}
          value={condition.values ?? []}
          onChange={(values) => onChange({ column, op, values })}
        />
      )}
      {!isList && !isBare && (
        <TextInput
          label={t('settings.filterValue')}
          value={condition.value ?? ''}
          onChange={(event) => onChange({ column, op, value: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
