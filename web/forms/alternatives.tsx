import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { changeField } from '../graph/edits.ts';
import { columnsRead, sheetOf } from '../graph/spec.ts';
import { suggestedFor } from '../graph/suggested.ts';
import { ConfidenceBadge } from './confidence-badge.tsx';
import type { FieldEditorProps } from './field-props.ts';
import { useModel } from './use-model.ts';

/** Other fields of the model that the column could fill. */
export function Alternatives({ place, name, mapping }: FieldEditorProps): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node, spec, columns } = place;
  const { fields } = useModel(node.data.odooModel, editor.connection);
  const [column] = columnsRead(mapping, columns);
  if (column === undefined) return null;
  const found = suggestedFor(editor.suggestion, sheetOf(spec, node), column).filter(
    (one) => one.model === node.data.odooModel && one.field !== name && !(one.field in node.data.fields),
  );
  if (found.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} component="h3">
        {t('alternatives', { column })}
      </Text>
      {found.slice(0, 5).map((one) => (
        <Group key={one.field} justify="space-between" wrap="nowrap">
          <Group gap={8} wrap="nowrap" miw={0}>
            <Text size="sm" truncate>
              {fields.get(one.field)?.label ?? one.field}
            </Text>
            <ConfidenceBadge of={one} />
          </Group>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('useFieldOf', { field: fields.get(one.field)?.label ?? one.field })}
            onClick={() => {
              editor.change(changeField(node.id, name, one.field));
              editor.select({ node: node.id, field: one.field });
            }}
          >
            {t('useField')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
