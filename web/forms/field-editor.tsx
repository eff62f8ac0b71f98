import { Accordion, Badge, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf, kindsFor, toKind } from '../graph/default-mapping.ts';
import { Editable } from '../graph/editing.tsx';
import { useEditor } from '../graph/editor.ts';
import { removeField, setField } from '../graph/edits.ts';
import { transformsOf, valueMapOf, withParts } from '../graph/mapping-parts.ts';
import { type FieldMapping, sheetOf } from '../graph/spec.ts';
import { confidenceOf } from '../graph/suggested.ts';
import { Alternatives } from './alternatives.tsx';
import { ConfidenceBadge } from './confidence-badge.tsx';
import { EmptyEditor } from './empty-editor.tsx';
import { FieldPreview, Issues } from './field-preview.tsx';
import type { FieldEditorProps } from './field-props.ts';
import { FieldValueMap } from './field-value-map.tsx';
import { SourceEditor } from './source-editor.tsx';
import { TransformsEditor } from './transforms-editor.tsx';

/** One field of a node: what fills it, what is done to the value, and what comes out of real rows. */
export function FieldEditor(props: FieldEditorProps): ReactNode {
  const { place, name, mapping, field, samples } = props;
  const { node } = place;
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const set = (next: FieldMapping) =>
    editor.change(setField(node.id, name, next), `field ${node.id} ${name}`);
  const kinds = [...new Set([...kindsFor(field), kindOf(mapping)])];
  const problems = editor.problems.filter((one) => one.node === node.id && one.field === name);
  const sheet = sheetOf(place.spec, node);
  const remove = () => {
    editor.change(removeField(node.id, name));
    editor.select({ node: node.id });
  };
  return (
    <Stack gap="md">
      <Heading {...props} />
      {problems.length > 0 && <Issues issues={problems} />}
      <Editable>
        <div>
          <Text size="sm" fw={500} id="source-kind" mb={4}>
            {t('source')}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby="source-kind"
            data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            value={kindOf(mapping)}
            onChange={(next) => {
              const kind = kinds.find((one) => one === next);
              if (kind) set(toKind(kind, place, { field, before: mapping }));
            }}
          />
        </div>
        <SourceEditor {...props} onChange={set} />
      </Editable>
      <FieldPreview
        dataset={editor.dataset}
        sheet={sheet}
        mapping={mapping}
        target={{
          model: node.data.odooModel,
          field: name,
          odoo_version: '19',
          ...(editor.connection && { connection_id: editor.connection }),
        }}
      />
      <Treatment {...props} onChange={set} samples={samples} />
      <Editable>
        <Alternatives {...props} />
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="red"
            size="xs"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={remove}
          >
            {t('removeField')}
          </Button>
        </Group>
      </Editable>
    </Stack>
  );
}

function Heading({ place, name, mapping, field }: FieldEditorProps): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node, spec } = place;
  const why = confidenceOf(editor.suggestion, sheetOf(spec, node), {
    model: node.data.odooModel,
    field: name,
    mapping,
  });
  return (
    <Stack gap={6}>
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={() => editor.select({ node: node.id })}
      >
        {t('backToFields')}
      </Button>
      <Group gap="xs" align="baseline">
        <Title order={3}>{field?.label ?? name}</Title>
        <Text size="sm" ff="monospace">
          {name}
        </Text>
      </Group>
      <Group gap={6}>
        {field && (
          <Badge variant="default" tt="none">
            {field.relation === null ? field.type : `${field.type} → ${field.relation}`}
          </Badge>
        )}
        {field?.required && (
          <Badge variant="default" tt="none">
            {t('required')}
          </Badge>
        )}
        {why && <ConfidenceBadge of={why} />}
      </Group>
      {why && <Text size="xs">{why.reason}</Text>}
      {field?.help && (
        <Text size="xs" lineClamp={3}>
          {field.help}
        </Text>
      )}
    </Stack>
  );
}

/** Transforms, value map and what an empty cell does, folded away until they are wanted. */
function Treatment({
  place,
  mapping,
  field,
  samples,
  onChange,
}: FieldEditorProps & { readonly onChange: (mapping: FieldMapping) => void }): ReactNode {
  const { t } = useTranslation('graphs');
  const transforms = transformsOf(mapping);
  const map = valueMapOf(mapping);
  if ('value' in mapping) return null;
  return (
    <Accordion multiple variant="separated" chevronPosition="left" order={3}>
      {transforms && (
        <Accordion.Item value="transforms">
          <Accordion.Control>{t('transformsTitle', { count: transforms.length })}</Accordion.Control>
          <Accordion.Panel>
            <Editable>
              <TransformsEditor
                value={transforms}
                columns={place.columns}
                samples={samples}
                onChange={(next) => onChange(withParts(mapping, { transforms: next }))}
              />
            </Editable>
          </Accordion.Panel>
        </Accordion.Item>
      )}
      {map && (
        <Accordion.Item value="map">
          <Accordion.Control>
            {t('valueMap.titleCount', { count: Object.keys(map).length })}
          </Accordion.Control>
          <Accordion.Panel>
            <Editable>
              <FieldValueMap place={place} mapping={mapping} field={field} map={map} onChange={onChange} />
            </Editable>
          </Accordion.Panel>
        </Accordion.Item>
      )}
      <Accordion.Item value="empty">
        <Accordion.Control>{t('empty.title')}</Accordion.Control>
        <Accordion.Panel>
          <Editable>
            <EmptyEditor
              empty={mapping.empty}
              nullTokens={mapping.null_tokens}
              onChange={(patch) => onChange(withParts(mapping, patch))}
            />
          </Editable>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
