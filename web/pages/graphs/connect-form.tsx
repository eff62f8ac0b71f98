import { Select, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldSelect } from '../../forms/add-field.tsx';
import { ColumnSelect } from '../../forms/column-select.tsx';
import { useModel } from '../../forms/use-model.ts';
import { useSamples } from '../../forms/use-samples.ts';
import { columnsLikeKey } from '../../graph/default-mapping.ts';
import { useEditor } from '../../graph/editor.ts';
import { connect } from '../../graph/edits.ts';
import { columnOf, findModel, labelOf, modelsOf, sheetOf } from '../../graph/spec.ts';
import { FormButtons } from '../../ui/form-buttons.tsx';

/** Fills a field of one node with the records of another: what a line of the canvas is. */
export function ConnectForm({
  from: begunFrom,
  to: begunTo,
  onDone,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const { spec } = editor;
  const [from, setFrom] = useState<string | null>(begunFrom ?? null);
  const [to, setTo] = useState<string | null>(begunTo ?? null);
  const [field, setField] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const source = findModel(spec, from ?? undefined);
  const target = findModel(spec, to ?? undefined);
  const { fields } = useModel(target?.data.odooModel, editor.connection);
  const sheet = target && sheetOf(spec, target);
  const samples = useSamples(editor.dataset, sheet);
  const columns = editor.sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [];
  const fitting = [...fields.values()].filter(
    ({ relation }) => relation !== null && (source === undefined || relation === source.data.odooModel),
  );
  const fieldName = field ?? (fitting.length === 1 ? (fitting[0]?.name ?? null) : null);
  const likely = source ? columnsLikeKey(source, columns) : [];
  const own = likely.map((column, at) => chosen[at] ?? column);
  const nodes = modelsOf(spec).map((node) => ({
    value: node.id,
    label: `${labelOf(node)} (${node.data.odooModel})`,
  }));
  const submit = () => {
    if (!source || !target || fieldName === null) return;
    editor.change(connect(source.id, target.id, fieldName, own));
    editor.select({ node: target.id, field: fieldName });
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('connectText')}</Text>
        <Select
          label={t('connectFrom')}
          data-autofocus
          openOnFocus={false}
          searchable
          data={nodes}
          value={from}
          onChange={setFrom}
        />
        <Select label={t('connectTo')} searchable data={nodes} value={to} onChange={setTo} />
        {target && <FieldSelect label={t('field')} fields={fitting} value={fieldName} onChange={setField} />}
        {source && target && fitting.length === 0 && fields.size > 0 && (
          <Text size="sm" role="status">
            {t('connectNone', { model: target.data.odooModel, other: source.data.odooModel })}
          </Text>
        )}
        {source &&
          target &&
          own.map((column, at) => (
            <ColumnSelect
              key={columnOf(source.data.key[at] ?? column)}
              label={t('reference.column', { key: columnOf(source.data.key[at] ?? column) })}
              columns={columns}
              samples={samples}
              value={column}
              onChange={(next) => next !== null && setChosen({ ...chosen, [at]: next })}
            />
          ))}
        <FormButtons
          action={t('connectDo')}
          isOff={!source || !target || fieldName === null}
          onCancel={onDone}
        />
      </Stack>
    </form>
  );
}
