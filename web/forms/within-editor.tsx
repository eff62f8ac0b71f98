import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import type { RecordReference } from '../graph/spec.ts';
import {
  addCondition,
  changeConditionField,
  conditionFields,
  MOST_CONDITIONS,
  removeCondition,
  setCondition,
} from '../graph/within-edits.ts';
import type { ReferenceProps } from './reference-parts.tsx';
import { useModel } from './use-model.ts';
import { WithinCondition } from './within-condition.tsx';

/** Further fields by which records that share the value are told apart. */
export function WithinEditor({
  value,
  onChange,
  place,
  field,
  samples,
}: ReferenceProps & {
  readonly value: RecordReference;
  readonly onChange: (reference: RecordReference) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { connection } = useEditor();
  const facts = useModel(field?.relation ?? undefined, connection);
  const conditions = Object.entries(value.within ?? {});
  const free = conditionFields(facts.fields, value);
  const [next] = free;
  return (
    <Stack gap={6}>
      <div>
        <Text size="sm" fw={600}>
          {t('within.title')}
        </Text>
        <Text size="xs">{t('within.hint')}</Text>
      </div>
      {conditions.map(([name, condition], at) => (
        <WithinCondition
          // biome-ignore lint/suspicious/noArrayIndexKey: by its field it would be another one, without the focus, when that is changed
          key={at}
          name={name}
          condition={condition}
          field={facts.fields.get(name)}
          free={free}
          place={place}
          samples={samples}
          onChange={(changed) => onChange(setCondition(value, name, changed))}
          onField={(to) => onChange(changeConditionField(value, name, to))}
          onRemove={() => onChange(removeCondition(value, name))}
        />
      ))}
      {next && conditions.length < MOST_CONDITIONS && (
        <Button
          size="compact-sm"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange(addCondition(value, next, place.columns))}
        >
          {t('within.add')}
        </Button>
      )}
    </Stack>
  );
}
