import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firstMapping, type MappingPlace } from '../graph/default-mapping.ts';
import { useEditor } from '../graph/editor.ts';
import { ignoreColumn, setField } from '../graph/edits.ts';
import { ignoredColumns, sheetOf, unusedColumns } from '../graph/spec.ts';
import { suggestedFor } from '../graph/suggested.ts';
import { FieldSelect } from './add-field.tsx';
import type { ModelFacts } from './use-model.ts';
import type { Samples } from './use-samples.ts';

interface OpenColumnsProps {
  readonly place: MappingPlace;
  readonly facts: ModelFacts;
  readonly samples: Samples;
}

/** Columns of the sheet that nothing reads: to be mapped here, or ignored. */
export function OpenColumns({ place, facts, samples }: OpenColumnsProps): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const sheet = sheetOf(place.spec, place.node);
  if (sheet === undefined || place.columns.length === 0) return null;
  const unused = unusedColumns(place.spec, sheet, place.columns);
  const ignored = ignoredColumns(place.spec, sheet);
  return (
    <Stack gap="xs">
      <Title order={3}>{t('unmappedTitle', { count: unused.length })}</Title>
      {unused.length === 0 && <Text size="sm">{t('unmappedNone', { sheet })}</Text>}
      {unused.length > 0 && (
        <Table verticalSpacing={6} horizontalSpacing={6} layout="fixed" aria-label={t('unmapped')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('kind.column')}</Table.Th>
              <Table.Th>{t('mapTo')}</Table.Th>
              <Table.Th w={76} aria-label={t('ignore')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unused.map((column) => (
              <ColumnRow
                key={column}
                column={column}
                sheet={sheet}
                place={place}
                facts={facts}
                samples={samples}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {ignored.length > 0 && (
        <Group gap="xs">
          <Text size="sm">{t('ignored', { columns: ignored.join(', ') })}</Text>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              editor.change((spec) =>
                ignored.reduce((after, column) => ignoreColumn(sheet, column, false)(after), spec),
              )
            }
          >
            {t('unignore')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function ColumnRow({
  column,
  sheet,
  place,
  facts,
  samples,
}: OpenColumnsProps & { readonly column: string; readonly sheet: string }): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { node } = place;
  const open = [...facts.fields.values()].filter(({ name }) => !(name in node.data.fields) && name !== 'id');
  const best = suggestedFor(editor.suggestion, sheet, column).find(
    (one) => one.model === node.data.odooModel && open.some(({ name }) => name === one.field),
  );
  const map = (name: string | null) => {
    const field = name === null ? undefined : facts.fields.get(name);
    if (!field) return;
    editor.change(setField(node.id, field.name, firstMapping(place, field, column)));
    editor.select({ node: node.id, field: field.name });
  };
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ verticalAlign: 'top' }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {column}
        </Text>
        <Text size="xs" truncate opacity={0.85}>
          {(samples.get(column) ?? []).join(' · ')}
        </Text>
      </Table.Th>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <FieldSelect
          aria-label={t('mapColumn', { column })}
          placeholder={t('chooseField')}
          fields={open}
          value={null}
          onChange={map}
        />
        {best && (
          <Button
            size="compact-xs"
            mt={4}
            variant="light"
            onClick={() => map(best.field)}
            title={best.reason}
          >
            {facts.fields.get(best.field)?.label ?? best.field}
          </Button>
        )}
      </Table.Td>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('ignoreColumn', { column })}
          onClick={() => editor.change(ignoreColumn(sheet, column))}
        >
          {t('ignore')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
