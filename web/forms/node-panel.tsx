import { Accordion, Group, Select, Stack } from '@mantine/core';
import { IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace } from '../graph/default-mapping.ts';
import { Editable, WhereEditable } from '../graph/editing.tsx';
import { useEditor } from '../graph/editor.ts';
import { setData, setKey, setSheet } from '../graph/edits.ts';
import { sheetNames } from '../graph/flow.ts';
import { iconOfModel } from '../graph/model-icons.ts';
import { labelOf, type ModelNode, sheetOf } from '../graph/spec.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { FieldEditor } from './field-editor.tsx';
import { Issues } from './field-preview.tsx';
import { FieldsTable } from './fields-table.tsx';
import { KeyPartsSelect } from './key-part-select.tsx';
import { ModelSelect } from './model-select.tsx';
import { NodeSettings } from './node-settings.tsx';
import { OpenColumns } from './open-columns.tsx';
import { OpenFields } from './open-fields.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { useModel } from './use-model.ts';
import { useRemoveNode } from './use-remove-node.ts';
import { type Samples, useSamples } from './use-samples.ts';

/** The mapping of a node: its sheet, its model, and what fills each field. */
export function NodePanel({ node }: { readonly node: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { spec, sheets, dataset, connection, selection } = editor;
  const sheet = sheetOf(spec, node);
  const remove = useRemoveNode();
  const facts = useModel(node.data.odooModel, connection);
  const samples = useSamples(dataset, sheet);
  const place = useMemo(
    (): MappingPlace => ({
      spec,
      node,
      columns: sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [],
    }),
    [spec, node, sheets, sheet],
  );
  const mapping = selection.field === undefined ? undefined : node.data.fields[selection.field];
  return (
    <PanelFrame
      icon={iconOfModel(node.data.odooModel)}
      title={labelOf(node)}
      subtitle={node.data.odooModel}
      isName
      tools={
        <WhereEditable>
          <IconButton
            icon={IconPencil}
            label={t('renameNode')}
            onClick={() => editor.ask({ kind: 'rename', node: node.id })}
          />
          <IconButton
            icon={IconPlugConnected}
            label={t('connect')}
            onClick={() => editor.ask({ kind: 'connect', to: node.id })}
          />
          <IconButton icon={IconTrash} label={t('removeNode')} onClick={() => remove(node.id)} />
        </WhereEditable>
      }
    >
      {selection.field !== undefined && mapping ? (
        <FieldEditor
          key={`${node.id} ${selection.field}`}
          place={place}
          name={selection.field}
          mapping={mapping}
          field={facts.fields.get(selection.field)}
          samples={samples}
        />
      ) : (
        <NodeMapping place={place} samples={samples} />
      )}
    </PanelFrame>
  );
}

function NodeMapping({
  place,
  samples,
}: {
  readonly place: MappingPlace;
  readonly samples: Samples;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node, spec } = place;
  const facts = useModel(node.data.odooModel, editor.connection);
  const ofNode = editor.problems.filter((one) => one.node === node.id && one.field === undefined);
  return (
    <Stack gap="lg">
      {ofNode.length > 0 && <Issues issues={ofNode} />}
      <Editable>
        <Stack gap="xs">
          <Group grow align="flex-start" gap="xs">
            <Select
              label={t('sheet')}
              searchable
              allowDeselect={false}
              placeholder={t('noSheet')}
              data={[
                ...sheetNames(
                  spec,
                  editor.sheets.map(({ name }) => ({ name, rows: 0 })),
                ),
              ]}
              value={sheetOf(spec, node) ?? null}
              onChange={(sheet) => sheet !== null && editor.change(setSheet(node.id, sheet))}
            />
            <ModelSelect
              label={t('model')}
              connection={editor.connection}
              value={node.data.odooModel}
              onChange={(model) => editor.change(setData(node.id, { odooModel: model }))}
            />
          </Group>
          <KeyPartsSelect
            label={t('key')}
            description={t('keyHint')}
            of={{ sheet: sheetOf(spec, node), columns: place.columns, samples }}
            parts={node.data.key}
            onChange={(key) => editor.change(setKey(node.id, key))}
          />
        </Stack>
        <OpenFields place={place} facts={facts} />
      </Editable>
      <FieldsTable place={place} facts={facts} samples={samples} />
      <Editable>
        <OpenColumns place={place} samples={samples} facts={facts} />
      </Editable>
      <Accordion variant="separated" chevronPosition="left" order={3}>
        <Accordion.Item value="settings">
          <Accordion.Control>{t('settings.title')}</Accordion.Control>
          <Accordion.Panel>
            <Editable>
              <NodeSettings place={place} samples={samples} />
            </Editable>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
