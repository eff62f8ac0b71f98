import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firstMapping, isNeeded, type MappingPlace } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { setField, setFields } from '../graph/edits.ts';
import { openSuggestions } from '../graph/suggested.ts';
import type { ModelFacts } from './use-model.ts';

/** Fields that Odoo requires and nothing fills, and those that were suggested and are not mapped. */
export function OpenFields({
  place,
  facts,
}: {
  readonly place: MappingPlace;
  readonly facts: ModelFacts;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node } = place;
  const isEmpty = (name: string) => !(name in node.data.fields);
  // What the server found knows more; where it was not asked with an Odoo, the fields themselves say it.
  const found = editor.problems
    .filter((one) => one.node === node.id && one.code === 'field_unmapped')
    .flatMap(({ field }) => (field !== undefined && isEmpty(field) ? [field] : []));
  const own = [...facts.fields.values()].filter((field) => isNeeded(field) && isEmpty(field.name));
  const needed = editor.connection === undefined ? own.map(({ name }) => name) : found;
  const suggested = openSuggestions(editor.suggestion, editor.spec, node.id);
  const count = Object.keys(suggested).length;
  const fill = (name: string) => {
    const field = facts.fields.get(name);
    if (field) editor.change(setField(node.id, name, firstMapping(place, field)));
    editor.select({ node: node.id, field: name });
  };
  return (
    <>
      {needed.length > 0 && (
        <Alert
          color="orange"
          icon={<IconAlertCircle aria-hidden />}
          title={t('needed', { count: needed.length })}
        >
          <Stack gap={6}>
            {needed.map((name) => (
              <Group key={name} justify="space-between" wrap="nowrap">
                <Text size="sm">{`${facts.fields.get(name)?.label ?? name} (${name})`}</Text>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('fillField', { field: facts.fields.get(name)?.label ?? name })}
                  onClick={() => fill(name)}
                >
                  {t('fill')}
                </Button>
              </Group>
            ))}
          </Stack>
        </Alert>
      )}
      {count > 0 && (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('openSuggestions', { count, fields: Object.keys(suggested).join(', ') })}</Text>
          <Button
            size="xs"
            variant="light"
            style={{ flexShrink: 0 }}
            leftSection={<IconSparkles size={15} aria-hidden />}
            onClick={() => editor.change(setFields(node.id, suggested))}
          >
            {t('acceptAll')}
          </Button>
        </Group>
      )}
    </>
  );
}
