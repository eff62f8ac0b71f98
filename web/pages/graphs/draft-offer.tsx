import { Alert, Button, Group, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../graph/editor.ts';
import { addNodes } from '../../graph/edits.ts';
import { modelsOf } from '../../graph/spec.ts';
import { draftedNodes } from '../../graph/suggested.ts';

/** For a graph without nodes: all that can be drafted from its dataset, in one click. */
export function DraftOffer(): ReactNode {
  const { t } = useTranslation('graphs');
  const { spec, suggestion, change, isReadOnly } = useEditor();
  if (isReadOnly || modelsOf(spec).length > 0) return null;
  const nodes = draftedNodes(suggestion, spec);
  if (nodes.length === 0) return null;
  return (
    <Alert icon={<IconSparkles aria-hidden />} p="sm">
      <Group justify="space-between">
        <Text size="sm">{t('draft.offer', { count: nodes.length })}</Text>
        <Button size="xs" onClick={() => change(addNodes(nodes))}>
          {t('draft.offerDo')}
        </Button>
      </Group>
    </Alert>
  );
}
