import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.tsx';
import type { IssueGroup } from '../rows/issue-groups.tsx';
import type { Run } from '../run-record.ts';
import { useGraphOfRun } from '../use-graph-of-run.ts';
import { BadValueTable } from './bad-value-table.tsx';
import { type BadValue, useBadValues } from './use-bad-values.ts';
import { useCorrectCells, useNewestVersion } from './use-corrections.ts';

export interface FixAllDialogProps {
  readonly run: Run;
  /** Null: closed. */
  readonly group: IssueGroup | null;
  readonly onClose: () => void;
}

/** Corrects every row of one cause at once: a value for all, or one for each bad value. */
export function FixAllDialog({ run, group, onClose }: FixAllDialogProps): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <Modal opened={group !== null} onClose={onClose} size="lg" title={t('fixAll.title')}>
      {group !== null && <FixAll run={run} group={group} onClose={onClose} />}
    </Modal>
  );
}

interface FixAllProps {
  readonly run: Run;
  readonly group: IssueGroup;
  readonly onClose: () => void;
}

function FixAll({ run, group, onClose }: FixAllProps): ReactNode {
  const { t } = useTranslation('rows');
  const { query, read } = useBadValues(run.id, group);
  return (
    <Stack>
      <Text size="sm">{group.samples[0]?.message}</Text>
      {query.data === undefined && query.error === null && (
        <Text size="sm" role="status">
          {t('fixAll.reading', { count: read })}
        </Text>
      )}
      <Loaded query={query}>
        {(values) => <FixForm run={run} group={group} values={values} onClose={onClose} />}
      </Loaded>
    </Stack>
  );
}

function FixForm({
  run,
  group,
  values,
  onClose,
}: FixAllProps & { readonly values: readonly BadValue[] }): ReactNode {
  const { t } = useTranslation(['rows', 'common']);
  const newest = useNewestVersion(run.dataset_id);
  const sheet = useSheetOf(run, group);
  const columns =
    newest?.sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [];
  const [column, setColumn] = useState(group.column);
  const [forAll, setForAll] = useState('');
  const [forEach, setForEach] = useState<ReadonlyMap<string, string>>(new Map());
  const { mutate, isPending } = useCorrectCells(newest?.id ?? run.dataset_id);
  const replacementOf = ({ value }: BadValue) => forEach.get(value) || forAll;
  const corrected = values.filter((one) => replacementOf(one) !== '');
  const rows = corrected.reduce((sum, one) => sum + one.rows.length, 0);
  if (sheet === undefined) return <Alert color="yellow">{t('fixAll.noColumn')}</Alert>;
  const save = () => {
    if (column === null) return;
    const cells = corrected.flatMap((one) =>
      one.rows.map((row) => ({ row, column, value: replacementOf(one) })),
    );
    mutate({ sheet, cells }, { onSuccess: onClose });
  };
  const total = values.reduce((sum, one) => sum + one.rows.length, 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        <Text size="sm" fw={600}>
          {t('fixAll.found', { rows: total, count: values.length })}
        </Text>
        {group.column === null && (
          <Select label={t('fixAll.column')} data={columns} value={column} onChange={setColumn} searchable />
        )}
        <TextInput
          label={t('fixAll.all')}
          placeholder={values.length > 1 ? t('fixAll.allPlaceholder') : ''}
          value={forAll}
          onChange={(event) => setForAll(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <BadValueTable
          values={values}
          given={forEach}
          onGive={(value, to) => setForEach(new Map([...forEach, [value, to]]))}
          forAll={forAll}
        />
        <Text size="sm">{t('fixAll.hint')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={rows === 0 || column === null}>
            {t('fixAll.apply', { count: rows })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSheetOf(run: Run, group: IssueGroup): string | undefined {
  const { nodeOf } = useGraphOfRun(run);
  return group.samples[0]?.sheet ?? nodeOf(group.node)?.data.sheet;
}
