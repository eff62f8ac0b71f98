import { Alert, Drawer, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../../api/client.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { focusAtOnce } from '../../../ui/focus-at-once.ts';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { readableKey, rowName } from '../row-words.ts';
import type { Run } from '../run-record.ts';
import { useCorrectCells, useNewestVersion } from './use-corrections.ts';
import { useNewestCells } from './use-newest-cells.ts';

type RowDetail = Schemas['RunRowDetail'];

export interface RowEditorProps {
  readonly run: Run;
  /** Null: closed. */
  readonly row: {
    readonly node: string;
    readonly ord: number;
    readonly row: number;
    readonly key: string;
  } | null;
  readonly onClose: () => void;
}

/** The cells of a source row, to be corrected where they stand; those with an issue first. */
export function RowEditor({ run, row, onClose }: RowEditorProps): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <Drawer
      opened={row !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={row === null ? '' : t('editor.title', { row: row.row, key: readableKey(row.key) })}
    >
      {row !== null && <Editor key={rowName(row)} run={run} name={rowName(row)} onClose={onClose} />}
    </Drawer>
  );
}

function Editor({
  run,
  name,
  onClose,
}: {
  readonly run: Run;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const detail = api.useQuery('get', '/api/v1/runs/{id}/rows/{row}', {
    params: { path: { id: run.id, row: name } },
  });
  return (
    <Loaded query={detail} lines={8}>
      {(row) => <Cells run={run} row={row} onClose={onClose} />}
    </Loaded>
  );
}

function Cells({
  run,
  row,
  onClose,
}: {
  readonly run: Run;
  readonly row: RowDetail;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation(['rows', 'common']);
  const newest = useNewestVersion(run.dataset_id);
  const current = useNewestCells(newest, row);
  const { mutate, isPending } = useCorrectCells(newest?.id ?? run.dataset_id);
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const sheet = row.sheet;
  if (row.prepared === null || sheet === null)
    return <Alert color="yellow">{row.missing ?? t('editor.noCells')}</Alert>;
  const issueOf = (column: string) => row.issues.find((issue) => issue.column === column);
  const cells = row.prepared.cells.map(({ column, value }) => ({
    column,
    value: current?.get(column) ?? value ?? '',
  }));
  const inOrder = [
    ...cells.filter(({ column }) => issueOf(column) !== undefined),
    ...cells.filter(({ column }) => issueOf(column) === undefined),
  ];
  const save = () =>
    mutate(
      { sheet, cells: Object.entries(changed).map(([column, value]) => ({ row: row.row, column, value })) },
      { onSuccess: onClose },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack>
        {row.issues
          .filter(({ column }) => !cells.some((cell) => cell.column === column))
          .map(({ message }) => (
            <Alert key={message} color="red">
              {message}
            </Alert>
          ))}
        {inOrder.map(({ column, value }, index) => (
          <Textarea
            key={column}
            label={column}
            autosize
            maxRows={8}
            value={changed[column] ?? value}
            error={changed[column] === undefined ? issueOf(column)?.message : undefined}
            onChange={(event) => setChanged({ ...changed, [column]: event.currentTarget.value })}
            {...(index === 0 ? { ref: focusAtOnce } : {})}
          />
        ))}
        <Text size="sm">{t('editor.hint')}</Text>
        <FormButtons
          action={t('common:action.save')}
          isOff={Object.keys(changed).length === 0}
          isBusy={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
