import {
  ActionIcon,
  Box,
  Button,
  Collapse,
  Group,
  Menu,
  ScrollArea,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDotsVertical, IconPlus } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SourceSummary } from '../../forms/source-summary.tsx';
import { useRemoveNode } from '../../forms/use-remove-node.ts';
import { WhereEditable } from '../../graph/editing.tsx';
import { useEditor } from '../../graph/editor.ts';
import { removeField } from '../../graph/edits.ts';
import { sheetCardId } from '../../graph/flow.ts';
import {
  columnOf,
  findModel,
  labelOf,
  linksOf,
  type ModelNode,
  modelsOf,
  sheetOf,
  usedSheets,
} from '../../graph/spec.ts';

/** The graph as a table: all that the canvas shows, and all that can be done there. */
export function Outline(): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const models = modelsOf(editor.spec);
  const used = usedSheets(editor.spec);
  const unused = editor.sheets.filter(({ name }) => !used.has(name));
  return (
    <ScrollArea h="100%" type="auto" scrollbarSize={8} offsetScrollbars>
      <Table verticalSpacing={6} highlightOnHover stickyHeader aria-label={t('outline')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('node')}</Table.Th>
            <Table.Th>{t('sheetAndKey')}</Table.Th>
            <Table.Th>{t('needs')}</Table.Th>
            <Table.Th>{t('fields')}</Table.Th>
            <Table.Th aria-label={t('actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {models.map((node) => (
            <NodeRows key={node.id} node={node} />
          ))}
        </Table.Tbody>
      </Table>
      {models.length === 0 && (
        <Text size="sm" p="sm">
          {t('outlineEmpty')}
        </Text>
      )}
      {unused.length > 0 && <UnusedSheets names={unused.map(({ name }) => name)} />}
    </ScrollArea>
  );
}

function NodeRows({ node }: { readonly node: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const remove = useRemoveNode();
  const [isOpen, setOpen] = useState(false);
  const { spec, selection } = editor;
  const needs = linksOf(spec).filter(({ to }) => to === node.id);
  const problems = editor.problems.filter((one) => one.node === node.id).length;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('[role="menu"]')) return;
    if (event.key === 'F2') editor.ask({ kind: 'rename', node: node.id });
    else if (event.key === 'Delete') remove(node.id);
    else if (event.key === 'ArrowRight') setOpen(true);
    else if (event.key === 'ArrowLeft') setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const Sign = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <Table.Tr
        onKeyDown={onKeyDown}
        {...(selection.node === node.id && { bg: 'var(--mantine-primary-color-light)' })}
      >
        <Table.Th scope="row">
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('showFields', { node: labelOf(node) })}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <Sign size={16} aria-hidden />
            </ActionIcon>
            <div>
              <Button size="compact-sm" variant="subtle" onClick={() => editor.select({ node: node.id })}>
                {labelOf(node)}
              </Button>
              <Text size="xs" ff="monospace" fw={400} pl={8}>
                {node.data.odooModel}
              </Text>
            </div>
          </Group>
        </Table.Th>
        <Table.Td>
          <Text size="sm">{sheetOf(spec, node) ?? t('noSheet')}</Text>
          <Text size="xs">{t('keyOf', { columns: node.data.key.map(columnOf).join(', ') })}</Text>
        </Table.Td>
        <Table.Td>
          {needs.map(({ from, fields }) => {
            const other = findModel(spec, from);
            return (
              <Text size="sm" key={from}>
                {t('needsOf', { node: other ? labelOf(other) : from, fields: fields.join(', ') || '–' })}
              </Text>
            );
          })}
        </Table.Td>
        <Table.Td>
          <Text size="sm">{Object.keys(node.data.fields).length}</Text>
          {problems > 0 && <Text size="xs">{t('problemCount', { count: problems })}</Text>}
        </Table.Td>
        <Table.Td>
          <NodeMenu node={node} />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={5} p={0}>
            <Collapse expanded>
              <FieldRows node={node} />
            </Collapse>
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

function NodeMenu({ node }: { readonly node: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const remove = useRemoveNode();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('actionsOf', { node: labelOf(node) })}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => editor.select({ node: node.id })}>{t('openMapping')}</Menu.Item>
        <WhereEditable>
          <Menu.Item onClick={() => editor.ask({ kind: 'connect', to: node.id })}>{t('connect')}</Menu.Item>
          <Menu.Item
            rightSection={<Text size="xs">F2</Text>}
            onClick={() => editor.ask({ kind: 'rename', node: node.id })}
          >
            {t('renameNode')}
          </Menu.Item>
          <Menu.Item color="red" rightSection={<Text size="xs">Del</Text>} onClick={() => remove(node.id)}>
            {t('removeNode')}
          </Menu.Item>
        </WhereEditable>
      </Menu.Dropdown>
    </Menu>
  );
}

function FieldRows({ node }: { readonly node: ModelNode }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const onKeyDown = (event: KeyboardEvent, name: string) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    event.stopPropagation();
    editor.change(removeField(node.id, name));
  };
  return (
    <Box pl={44} pb={6}>
      <Table verticalSpacing={3} withRowBorders={false} aria-label={t('fieldsOf', { node: labelOf(node) })}>
        <Table.Tbody>
          {Object.entries(node.data.fields).map(([name, mapping]) => (
            <Table.Tr key={name} onKeyDown={(event) => onKeyDown(event, name)}>
              <Table.Th scope="row" w={260} fw={400}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => editor.select({ node: node.id, field: name })}
                >
                  {name}
                </Button>
              </Table.Th>
              <Table.Td>
                <SourceSummary mapping={mapping} spec={editor.spec} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}

function UnusedSheets({ names }: { readonly names: readonly string[] }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  return (
    <Stack gap="xs" p="sm">
      <Text size="sm" fw={600} component="h2">
        {t('unusedSheets')}
      </Text>
      <Group gap="xs">
        {names.map((name) => (
          <Group key={name} gap={2}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => editor.select({ node: sheetCardId(name) })}
            >
              {name}
            </Button>
            <WhereEditable>
              <ActionIcon
                variant="subtle"
                aria-label={t('addFrom', { sheet: name })}
                onClick={() => editor.ask({ kind: 'add', sheet: name })}
              >
                <IconPlus size={16} aria-hidden />
              </ActionIcon>
            </WhereEditable>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}
