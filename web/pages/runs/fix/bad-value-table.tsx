import { Autocomplete, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import type { BadValue } from './use-bad-values.ts';

const MOST_SHOWN = 50;

/** Each bad value with its number of rows and what it is to become. */
export function BadValueTable({
  values,
  nearest,
  given,
  forAll,
  onGive,
}: {
  readonly values: readonly BadValue[];
  readonly nearest: ReadonlyMap<string, readonly string[]>;
  readonly given: ReadonlyMap<string, string>;
  readonly forAll: string;
  readonly onGive: (value: string, to: string) => void;
}): ReactNode {
  const { t } = useTranslation('rows');
  const nameOf = (value: string) => (value === '' ? t('fixAll.empty') : value);
  return (
    <>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fixAll.value')}</Table.Th>
            <Table.Th ta="right" w={80}>
              {t('fixAll.rows')}
            </Table.Th>
            <Table.Th w="50%">{t('fixAll.replacement')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.slice(0, MOST_SHOWN).map(({ value, rows, candidates }) => (
            <Table.Tr key={value}>
              <Table.Th scope="row" fw={500}>
                <Text span inherit lineClamp={3} title={value} style={{ overflowWrap: 'anywhere' }}>
                  {nameOf(value)}
                </Text>
              </Table.Th>
              <Table.Td ta="right">{formatNumber(rows.length)}</Table.Td>
              <Table.Td>
                <Autocomplete
                  aria-label={t('fixAll.replaceOf', { value: nameOf(value) })}
                  placeholder={forAll}
                  value={given.get(value) ?? ''}
                  data={[...new Set([...(nearest.get(value) ?? []), ...candidates])]}
                  filter={({ options }) => options}
                  onChange={(to) => onGive(value, to)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {values.length > MOST_SHOWN && (
        <Text size="sm">{t('fixAll.more', { count: values.length - MOST_SHOWN })}</Text>
      )}
    </>
  );
}
