import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { mappingOf, replacePart, stepsOf, withSteps } from '../graph/key-parts.ts';
import { columnOf, type KeyPart } from '../graph/spec.ts';
import { FieldPreview } from './field-preview.tsx';
import { Fold } from './fold.tsx';
import { TransformsEditor } from './transforms-editor.tsx';
import type { SheetView } from './use-sheet.ts';

/** What is done to the values of parts of a key before they are compared, with rows of their sheet before and after. */
export function PartSteps({
  parts,
  of,
  onChange,
}: {
  readonly parts: readonly KeyPart[];
  readonly of: SheetView;
  readonly onChange: (parts: KeyPart[]) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { dataset } = useEditor();
  const count = parts.reduce((sum, part) => sum + stepsOf(part).length, 0);
  const columns = parts.map(columnOf).join(', ');
  return (
    <Fold label={t('transformsOf', { columns, count })}>
      <Stack gap="md">
        {parts.map((part, at) => (
          <Stack key={columnOf(part)} gap="xs">
            {parts.length > 1 && (
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {columnOf(part)}
              </Text>
            )}
            <TransformsEditor
              value={stepsOf(part)}
              columns={of.columns}
              samples={of.samples}
              onChange={(steps) => onChange(replacePart(parts, at, withSteps(part, steps)))}
            />
            {dataset !== undefined && of.sheet !== undefined && (
              <FieldPreview dataset={dataset} sheet={of.sheet} mapping={mappingOf(part)} />
            )}
          </Stack>
        ))}
      </Stack>
    </Fold>
  );
}
