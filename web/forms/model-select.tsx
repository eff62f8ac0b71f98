import { type ComboboxItem, type ComboboxItemGroup, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModels } from './use-model.ts';

/** A model of the Odoo, found by label or technical name. */
export function ModelSelect({
  value,
  onChange,
  connection,
  label,
  autoFocus = false,
}: {
  readonly value: string | null;
  readonly onChange: (model: string, label: string | null) => void;
  readonly connection: string | undefined;
  readonly label: string;
  readonly autoFocus?: boolean;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text === value ? '' : text, 200);
  const { models } = useModels(asked, connection);
  const labels = new Map(models.map((one) => [one.model, one.label]));
  const names = [...new Set([...(value === null ? [] : [value]), ...labels.keys()])];
  return (
    <Select
      label={label}
      placeholder={t('searchModel')}
      searchable
      allowDeselect={false}
      data-autofocus={autoFocus || undefined}
      openOnFocus={false}
      data={names}
      filter={({ options }) =>
        text === value || text === asked ? options : options.filter((one) => isLike(one, labels, text))
      }
      value={value}
      onChange={(model) => model !== null && onChange(model, labels.get(model) ?? null)}
      searchValue={text}
      onSearchChange={setText}
      onFocus={(event) => event.currentTarget.select()}
      nothingFoundMessage={t('noModel')}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{labels.get(option.value) ?? option.value}</Text>
          <Text size="xs" ff="monospace" opacity={0.85}>
            {option.value}
          </Text>
        </div>
      )}
    />
  );
}

/** Until the server has searched: what is there already and fits. */
function isLike(
  option: ComboboxItem | ComboboxItemGroup<ComboboxItem>,
  labels: ReadonlyMap<string, string | null>,
  text: string,
): boolean {
  if (!('value' in option)) return false;
  const words = `${option.value} ${labels.get(option.value) ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}
