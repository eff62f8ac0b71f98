import { ActionIcon, Group, Paper, Select, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace, OdooField } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { compact } from '../graph/mapping-parts.ts';
import type { Condition } from '../graph/within-edits.ts';
import { ColumnSelect } from './column-select.tsx';
import { fieldChoices } from './field-choices.ts';
import { useModel } from './use-model.ts';
import type { Samples } from './use-samples.ts';
import { WithinTreatment } from './within-treatment.tsx';

const ITSELF = '';

interface ConditionProps {
  readonly name: string;
  readonly condition: Condition;
  /** What the Odoo says of it, where that is known. */
  readonly field: OdooField | undefined;
  /** Fields that it could be instead. */
  readonly free: readonly OdooField[];
  readonly place: MappingPlace;
  readonly samples: Samples;
  readonly onChange: (condition: Condition) => void;
  readonly onField: (field: OdooField) => void;
  readonly onRemove: () => void;
}

/** One further field of the record that is looked up, and what it is compared with. */
export function WithinCondition(props: ConditionProps): ReactNode {
  const { name, condition, field, free, onField, onRemove } = props;
  const { t } = useTranslation('graphs');
  const label = field?.label ?? name;
  return (
    <Paper withBorder p={8} radius="sm" role="group" aria-label={t('within.condition', { field: label })}>
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="flex-end">
          <Select
            flex={1}
            label={t('field')}
            searchable
            allowDeselect={false}
            data={fieldChoices([...(field ? [field] : []), ...free], name)}
            value={name}
            onChange={(next) => {
              const chosen = free.find((one) => one.name === next);
              if (chosen) onField(chosen);
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('within.remove', { field: label })}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
        <Match {...props} />
        <Compared {...props} />
        {'column' in condition && <WithinTreatment {...props} condition={condition} />}
      </Stack>
    </Paper>
  );
}

/** What is compared of the record that the field refers to. */
function Match({ condition, field, onChange }: ConditionProps): ReactNode {
  const { t } = useTranslation('graphs');
  const { connection } = useEditor();
  const relation = field?.relation ?? undefined;
  const other = useModel(relation, connection);
  const { match } = condition;
  if (relation === undefined && match === undefined) return null;
  const able = [...other.fields.values()].filter(
    ({ type, stored }) => stored && (type === 'char' || type === 'integer' || type === 'text'),
  );
  return (
    <Select
      label={t('within.match')}
      searchable
      allowDeselect={false}
      data={[{ value: ITSELF, label: t('within.itself') }, ...fieldChoices(able, match)]}
      value={match ?? ITSELF}
      onChange={(next) =>
        onChange(compact({ ...condition, match: next === ITSELF ? undefined : (next ?? match) }))
      }
    />
  );
}

function Compared({ condition, place, samples, onChange }: ConditionProps): ReactNode {
  const { t } = useTranslation('graphs');
  const { columns } = place;
  const { match } = condition;
  const choose = (source: string | null) => {
    if (source === 'value' && 'column' in condition)
      onChange(compact({ value: samples.get(condition.column)?.[0] ?? '', match }));
    if (source === 'column' && 'value' in condition)
      onChange(compact({ column: columns[0] ?? 'column', match }));
  };
  return (
    <Group grow align="flex-start" gap="xs">
      <Select
        label={t('within.equals')}
        allowDeselect={false}
        data={(['column', 'value'] as const).map((one) => ({
          value: one,
          label: t(`reference.sources.${one}`),
        }))}
        value={'column' in condition ? 'column' : 'value'}
        onChange={choose}
      />
      {'column' in condition ? (
        <ColumnSelect
          label={t('kind.column')}
          columns={columns}
          samples={samples}
          value={condition.column}
          onChange={(column) => column !== null && onChange({ ...condition, column })}
        />
      ) : (
        <TextInput
          label={t('reference.value')}
          value={condition.value}
          error={condition.value === '' ? t('within.noValue') : undefined}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
