import { Button, MultiSelect, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelData, ModelNode } from '../graph/spec.ts';

type Rules = NonNullable<ModelData['adopt']>;

/** By which mapped fields a row finds a record that is in Odoo already. A rule without fields goes. */
export function AdoptEditor({
  node,
  onChange,
}: {
  readonly node: ModelNode;
  readonly onChange: (rules: Rules) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const rules = node.data.adopt ?? [];
  const fields = Object.keys(node.data.fields);
  const set = (at: number, match: string[]) =>
    onChange(match.length === 0 ? rules.toSpliced(at, 1) : rules.toSpliced(at, 1, { match }));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('settings.adopt')}
      </Text>
      <Text size="xs">{t('settings.adoptHint')}</Text>
      {rules.map((rule, at) => (
        <MultiSelect
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have nothing but their order
          key={at}
          label={t('settings.adoptRule', { number: at + 1 })}
          searchable
          maxValues={5}
          data={[...new Set([...fields, ...rule.match])]}
          value={rule.match}
          onChange={(match) => set(at, match)}
        />
      ))}
      {fields.length > 0 && rules.length < 10 && (
        <Button
          size="compact-sm"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...rules, { match: fields.slice(0, 1) }])}
        >
          {t('settings.adoptAdd')}
        </Button>
      )}
    </Stack>
  );
}
