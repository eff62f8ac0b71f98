import { NumberInput, Select, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { setData } from '../graph/edits.ts';
import type { ModelData } from '../graph/spec.ts';
import { AdoptEditor } from './adopt-editor.tsx';
import { ColumnSelect } from './column-select.tsx';
import { FilterEditor } from './filter-editor.tsx';
import type { Samples } from './use-samples.ts';

/** The first of each is what holds where nothing is said. */
const CHOICES = {
  write_policy: ['upsert', 'create_only', 'update_only'],
  conflict_policy: ['source', 'odoo', 'reject'],
  failure_policy: ['continue', 'stop'],
  on_vanished: ['report', 'archive', 'delete'],
  pinned_defaults: ['suggest', 'auto', 'off'],
} as const;
type Word = (typeof CHOICES)[keyof typeof CHOICES][number];
const NAMES = [
  'write_policy',
  'conflict_policy',
  'failure_policy',
  'on_vanished',
  'pinned_defaults',
] as const;

/** How the rows of a node are written. */
export function NodeSettings({
  place,
  samples,
}: {
  readonly place: MappingPlace;
  readonly samples: Samples;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { change } = useEditor();
  const { node } = place;
  const { data } = node;
  const set = (patch: Parameters<typeof setData>[1]) => change(setData(node.id, patch));
  return (
    <Stack gap="sm">
      <FilterEditor
        value={data.filter ?? []}
        columns={place.columns}
        samples={samples}
        onChange={(filter) => set({ filter: filter.length === 0 ? undefined : filter })}
      />
      <AdoptEditor node={node} onChange={(adopt) => set({ adopt: adopt.length === 0 ? undefined : adopt })} />
      {NAMES.map((name) => (
        <Choice key={name} name={name} data={data} onChange={(value) => set({ [name]: value })} />
      ))}
      <Switch
        label={t('settings.distinct')}
        description={t('settings.distinctHint')}
        checked={data.distinct === true}
        onChange={(event) => set({ distinct: event.currentTarget.checked ? true : undefined })}
      />
      <ColumnSelect
        label={t('settings.external')}
        description={t('settings.externalHint')}
        columns={place.columns}
        samples={samples}
        clearable
        value={data.external_id_column ?? null}
        onChange={(column) => set({ external_id_column: column ?? undefined })}
      />
      <NumberInput
        label={t('settings.batch')}
        placeholder={t('settings.batchAuto')}
        min={1}
        max={5000}
        allowDecimal={false}
        value={data.batch_size ?? ''}
        onChange={(size) => set({ batch_size: typeof size === 'number' && size > 0 ? size : undefined })}
      />
    </Stack>
  );
}

function Choice({
  name,
  data,
  onChange,
}: {
  readonly name: (typeof NAMES)[number];
  readonly data: ModelData;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const choices: readonly Word[] = CHOICES[name];
  const given = data[name];
  const value = (typeof given === 'object' ? given.action : given) ?? choices[0] ?? null;
  return (
    <Select
      label={t(`settings.${name}`)}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: choice, label: t(`settings.choices.${choice}`) }))}
      value={value}
      onChange={(next) => onChange(next === null || next === choices[0] ? undefined : next)}
    />
  );
}
