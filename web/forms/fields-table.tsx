import { Group, Stack, Table, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPlace } from '../graph/default-mapping.ts';
import { Editable } from '../graph/editing.tsx';
import { useEditor } from '../graph/editor.ts';
import { columnsRead, type FieldMapping, sheetOf } from '../graph/spec.ts';
import { confidenceOf } from '../graph/suggested.ts';
import { AddField } from './add-field.tsx';
import { ConfidenceBadge } from './confidence-badge.tsx';
import { SourceSummary } from './source-summary.tsx';
import type { ModelFacts } from './use-model.ts';
import type { Samples } from './use-samples.ts';

const SEARCHED_FROM = 9;

interface FieldsTableProps {
  readonly place: MappingPlace;
  readonly facts: ModelFacts;
  readonly samples: Samples;
}

/** Every mapped field of the node and what fills it. */
export function FieldsTable({ place, facts, samples }: FieldsTableProps): ReactNode {
  const { t } = useTranslation('graphs');
  const [text, setText] = useState('');
  const all = Object.entries(place.node.data.fields);
  const wanted = text.trim().toLowerCase();
  const shown = all.filter(([name]) =>
    `${name} ${facts.fields.get(name)?.label ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <Stack gap="xs">
      <Title order={3}>{t('fieldsTitle', { count: all.length })}</Title>
      {all.length >= SEARCHED_FROM && (
        <TextInput
          aria-label={t('searchFields')}
          placeholder={t('searchFields')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {shown.length > 0 && (
        <Table
          verticalSpacing={6}
          horizontalSpacing={6}
          highlightOnHover
          aria-label={t('fields')}
          layout="fixed"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="42%">{t('field')}</Table.Th>
              <Table.Th>{t('filledFrom')}</Table.Th>
              <Table.Th w={78}>{t('sure')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(([name, mapping]) => (
              <FieldRow
                key={name}
                name={name}
                mapping={mapping}
                place={place}
                facts={facts}
                samples={samples}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {all.length === 0 && <Text size="sm">{t('noFields')}</Text>}
      <Editable>
        <AddField place={place} facts={facts} />
      </Editable>
    </Stack>
  );
}

function FieldRow({
  name,
  mapping,
  place,
  facts,
  samples,
}: FieldsTableProps & { readonly name: string; readonly mapping: FieldMapping }): ReactNode {
  const editor = useEditor();
  const { node, spec, columns } = place;
  const label = facts.fields.get(name)?.label ?? name;
  const problem = editor.problems.find((one) => one.node === node.id && one.field === name);
  const [first] = columnsRead(mapping, columns).flatMap(
    (column) => samples.get(column)?.slice(0, 2).join(' · ') ?? [],
  );
  const why = confidenceOf(editor.suggestion, sheetOf(spec, node), {
    model: node.data.odooModel,
    field: name,
    mapping,
  });
  const Sign = problem?.severity === 'error' ? IconX : IconAlertTriangle;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ verticalAlign: 'top' }}>
        <UnstyledButton onClick={() => editor.select({ node: node.id, field: name })} w="100%" mih={24}>
          <Group gap={5} wrap="nowrap" align="flex-start">
            {problem && (
              <Sign
                size={15}
                color={`var(--mantine-color-${problem.severity === 'error' ? 'red' : 'orange'}-6)`}
                role="img"
                aria-label={problem.message}
                style={{ flexShrink: 0, marginTop: 3 }}
              />
            )}
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500} c="var(--mantine-color-anchor)">
                {label}
              </Text>
              <Text size="xs" ff="monospace" truncate>
                {name}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      </Table.Th>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <SourceSummary mapping={mapping} spec={spec} />
        {first !== undefined && (
          <Text size="xs" truncate opacity={0.85} title={first}>
            {first}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top' }}>{why && <ConfidenceBadge of={why} />}</Table.Td>
    </Table.Tr>
  );
}
