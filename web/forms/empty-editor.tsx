import { Select, Stack, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnMapping } from '../graph/spec.ts';

type Empty = ColumnMapping['empty'];

/** What an empty cell does, and which words count as one. */
export function EmptyEditor({
  empty,
  nullTokens,
  onChange,
}: {
  readonly empty: Empty;
  readonly nullTokens: readonly string[] | undefined;
  readonly onChange: (patch: { empty?: Empty; null_tokens?: string[] | undefined }) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const word = typeof empty === 'object' ? 'default' : (empty ?? 'leave');
  const choose = (next: string | null) => {
    if (next === 'clear') onChange({ empty: 'clear' });
    else onChange({ empty: next === 'default' ? { default: '' } : undefined });
  };
  return (
    <Stack gap="xs">
      <Select
        label={t('empty.label')}
        allowDeselect={false}
        data={(['leave', 'clear', 'default'] as const).map((one) => ({
          value: one,
          label: t(`empty.${one}`),
        }))}
        value={word}
        onChange={choose}
      />
      {typeof empty === 'object' && (
        <TextInput
          label={t('empty.value')}
          value={empty.default}
          onChange={(event) => onChange({ empty: { default: event.currentTarget.value } })}
        />
      )}
      <TagsInput
        label={t('empty.tokens')}
        description={t('empty.tokensHint')}
        value={[...(nullTokens ?? [])]}
        onChange={(next) => onChange({ null_tokens: next.length === 0 ? undefined : next })}
      />
    </Stack>
  );
}
