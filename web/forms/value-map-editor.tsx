import { ActionIcon, Autocomplete, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';

export interface MapValue {
  readonly value: string;
  readonly rows: number;
  /** What it could become, best first. */
  readonly candidates?: readonly string[];
}

type ValueMap = Readonly<Record<string, string>>;

/** Values that become others before anything is looked up: the most frequent ones of the data, and those that are mapped. */
export function ValueMapEditor({
  value,
  values,
  answers,
  onChange,
}: {
  readonly value: ValueMap;
  readonly values: readonly MapValue[];
  /** All that a value can become, where that is a closed list. */
  readonly answers?: readonly string[];
  readonly onChange: (map: ValueMap | undefined) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const known = new Map(values.map((one) => [one.value, one]));
  const extra = Object.keys(value).filter((from) => !known.has(from));
  const set = (from: string, to: string) => {
    const { [from]: _, ...others } = value;
    const next = to === '' ? others : { ...value, [from]: to };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const rows: readonly MapValue[] = [...extra.map((from) => ({ value: from, rows: 0 })), ...values];
  return (
    <Stack gap={6}>
      <Text size="xs">{t('valueMap.text')}</Text>
      {rows.length > 0 && (
        <Table
          verticalSpacing={3}
          horizontalSpacing={6}
          fz="sm"
          layout="fixed"
          aria-label={t('valueMap.title')}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('valueMap.from')}</Table.Th>
              <Table.Th w={52}>{t('valueMap.rows')}</Table.Th>
              <Table.Th>{t('valueMap.to')}</Table.Th>
              <Table.Th w={40} aria-label={t('valueMap.remove')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((one) => (
              <MapRow
                key={one.value}
                of={one}
                to={value[one.value] ?? ''}
                answers={answers ?? one.candidates ?? []}
                onChange={(to) => set(one.value, to)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <NewValue onAdd={(from, to) => set(from, to)} />
    </Stack>
  );
}

function MapRow({
  of,
  to,
  answers,
  onChange,
}: {
  readonly of: MapValue;
  readonly to: string;
  readonly answers: readonly string[];
  readonly onChange: (to: string) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
        {of.value}
      </Table.Th>
      <Table.Td>{of.rows === 0 ? '' : formatNumber(of.rows)}</Table.Td>
      <Table.Td>
        <Autocomplete
          size="xs"
          aria-label={t('valueMap.becomes', { value: of.value })}
          placeholder={answers[0] ?? t('valueMap.stays')}
          data={[...new Set(answers)].slice(0, 50)}
          value={to}
          onChange={onChange}
        />
      </Table.Td>
      <Table.Td>
        {to !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('valueMap.removeOf', { value: of.value })}
            onClick={() => onChange('')}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function NewValue({ onAdd }: { readonly onAdd: (from: string, to: string) => void }): ReactNode {
  const { t } = useTranslation('graphs');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isWhole = from.trim() !== '' && to.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        onAdd(from.trim(), to.trim());
        setFrom('');
        setTo('');
      }}
    >
      <Group gap={6} align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          label={t('valueMap.otherFrom')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          flex={1}
          label={t('valueMap.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          size="xs"
          type="submit"
          variant="default"
          disabled={!isWhole}
          leftSection={<IconPlus size={14} aria-hidden />}
        >
          {t('add')}
        </Button>
      </Group>
    </form>
  );
}
