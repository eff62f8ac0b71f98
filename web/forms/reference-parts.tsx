import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace, OdooField } from '../graph/default-mapping.ts';
import type { RecordReference } from '../graph/spec.ts';
import type { Samples } from './use-samples.ts';

/** What the editors of both kinds of reference work on. */
export interface ReferenceProps {
  readonly place: MappingPlace;
  readonly field: OdooField | undefined;
  readonly samples: Samples;
}

type OnMissing = NonNullable<RecordReference['on_missing']>;

export function Missing({
  value,
  choices,
  onChange,
}: {
  readonly value: OnMissing | undefined;
  readonly choices: readonly OnMissing[];
  readonly onChange: (value: OnMissing | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Select
      label={t('reference.missing')}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: choice, label: t(`reference.onMissing.${choice}`) }))}
      value={value ?? 'reject'}
      onChange={(next) => onChange(next === 'reject' ? undefined : choices.find((one) => one === next))}
    />
  );
}

export function Separator({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <TextInput
      label={t('reference.separator')}
      description={t('reference.separatorHint')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
}
