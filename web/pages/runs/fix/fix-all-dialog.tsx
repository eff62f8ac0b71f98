import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.tsx';
import { focusAtOnce } from '../../../ui/focus-at-once.ts';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import type { IssueGroup } from '../rows/issue-groups.tsx';
import type { Run } from '../run-record.ts';
import { useGraphOfRun } from '../use-graph-of-run.ts';
import { BadValueTable } from './bad-value-table.tsx';
import { type BadValue, useBadValues } from './use-bad-values.ts';
import { useCorrectCells, useNewestVersion } from './use-corrections.ts';
import { useNearestAnswers } from './use-nearest-answers.ts';

export interface FixAllDialogProps {
  readonly run: Run;
  /** Null: closed. */
  readonly group: IssueGroup | null;
  readonly onClose: () => void;
  readonly onFixed: (group: IssueGroup) => void;
}

/** Corrects every row of one cause at once: a value for all, or one for each bad value. */
export function FixAllDialog({ run, group, onClose, onFixed }: FixAllDialogProps): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <Modal opened={group !== null} onClose={onClose} size="lg" title={t('fixAll.title')}>
      {group !== null && <FixAll run={run} group={group} onClose={onClose} onFixed={onFixed} />}
    </Modal>
  );
}

interface FixAllProps {
  readonly run: Run;
  readonly group: IssueGroup;
  readonly onClose: () => void;
  readonly onFixed: (group: IssueGroup) => void;
}

function FixAll({ run, group, ...acts }: FixAllProps): ReactNode {
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
        {(values) => <FixForm run={run} group={group} values={values} {...acts} />}
      </Loaded>
    </Stack>
  );
}

function FixForm({
  run,
  group,
  values,
  onClose,
  onFixed,
}: FixAllProps & { readonly values: readonly BadValue[] }): ReactNode {
  const { t } = useTranslation(['rows', 'common']);
  const newest = useNewestVersion(run.dataset_id);
  const sheet = useSheetOf(run, group);
  const columns =
    newest?.sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [];
  const [column, setColumn] = useState(group.column);
  const [forAll, setForAll] = useState('');
  const [forEach, setForEach] = useState<ReadonlyMap<string, string>>(new Map());
  const nearest = useNearestAnswers(run, group);
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
    mutate(
      { sheet, cells },
      {
        onSuccess: () => {
          onFixed(group);
          onClose();
        },
      },
    );
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
          {values.length === 1
            ? t('fixAll.same', { count: total })
            : t('fixAll.various', { rows: total, values: values.length })}
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
          ref={focusAtOnce}
        />
        <NearestButton
          values={values}
          nearest={nearest}
          onTake={(taken) => setForEach(new Map([...forEach, ...taken]))}
        />
        <BadValueTable
          values={values}
          nearest={nearest}
          given={forEach}
          onGive={(value, to) => setForEach(new Map([...forEach, [value, to]]))}
          forAll={forAll}
        />
        <Text size="sm">{t('fixAll.hint')}</Text>
        <FormButtons
          action={t('fixAll.apply', { count: rows })}
          isOff={rows === 0 || column === null}
          isBusy={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

interface NearestButtonProps {
  readonly values: readonly BadValue[];
  readonly nearest: ReadonlyMap<string, readonly string[]>;
  readonly onTake: (taken: ReadonlyMap<string, string>) => void;
}

/** Fills in what Odoo has that comes nearest, to be looked over before it is saved. */
function NearestButton({ values, nearest, onTake }: NearestButtonProps): ReactNode {
  const { t } = useTranslation('rows');
  const found = new Map(
    values.flatMap(({ value }) => {
      const best = nearest.get(value)?.[0];
      return best === undefined ? [] : [[value, best] as const];
    }),
  );
  if (found.size === 0) return null;
  return (
    <Group>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconSparkles size={16} aria-hidden />}
        onClick={() => onTake(found)}
      >
        {t('fixAll.nearest', { count: found.size })}
      </Button>
    </Group>
  );
}

function useSheetOf(run: Run, group: IssueGroup): string | undefined {
  const { nodeOf } = useGraphOfRun(run);
  return group.samples[0]?.sheet ?? nodeOf(group.node)?.data.sheet;
}
