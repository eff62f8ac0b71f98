import { Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firstMapping, type MappingPlace, type OdooField } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { setField } from '../graph/edits.ts';
import type { ModelFacts } from './use-model.ts';

/** A further field of the model, found by label or technical name; it opens to be filled. */
export function AddField({
  place,
  facts,
}: {
  readonly place: MappingPlace;
  readonly facts: ModelFacts;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node } = place;
  const add = (name: string | null) => {
    const field = name === null ? undefined : facts.fields.get(name);
    if (!field) return;
    editor.change(setField(node.id, field.name, firstMapping(place, field)));
    editor.select({ node: node.id, field: field.name });
  };
  return (
    <FieldSelect
      label={t('addField')}
      placeholder={t('addFieldHint')}
      fields={[...facts.fields.values()].filter(({ name }) => !(name in node.data.fields) && name !== 'id')}
      value={null}
      onChange={add}
    />
  );
}

/** A field of a model by label or technical name; required ones first. */
export function FieldSelect({
  fields,
  value,
  onChange,
  ...words
}: {
  readonly label?: string;
  readonly 'aria-label'?: string;
  readonly placeholder?: string;
  readonly fields: readonly OdooField[];
  readonly value: string | null;
  readonly onChange: (name: string | null) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const byName = new Map(fields.map((field) => [field.name, field]));
  const rank = (field: OdooField) => (field.required ? 0 : field.readonly ? 2 : 1);
  const sorted = [...fields].sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
  return (
    <Select
      {...words}
      searchable
      allowDeselect={false}
      limit={60}
      maxDropdownHeight={320}
      data={sorted.map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))}
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('noField')}
      renderOption={({ option }) => {
        const field = byName.get(option.value);
        if (!field) return option.label;
        const kind = field.relation === null ? field.type : `${field.type} → ${field.relation}`;
        return (
          <div>
            <Text size="sm" fw={field.required ? 600 : 400}>
              {field.required ? t('requiredField', { field: field.label }) : field.label}
            </Text>
            <Text size="xs" ff="monospace" opacity={0.85}>
              {`${field.name} · ${kind}`}
            </Text>
          </div>
        );
      }}
    />
  );
}
