import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnsSelect } from '../../forms/column-select.tsx';
import { ConfidenceBadge } from '../../forms/confidence-badge.tsx';
import { ModelSelect } from '../../forms/model-select.tsx';
import { useSamples } from '../../forms/use-samples.ts';
import { useEditor } from '../../graph/editor.ts';
import { addNode, newModelNode, setKey } from '../../graph/edits.ts';
import { sheetNames } from '../../graph/flow.ts';
import { FormButtons } from '../../ui/form-buttons.tsx';

/** A new node: which sheet it reads, which records it makes, and what names a row. */
export function AddNodeForm({
  sheet: begun,
  onDone,
}: {
  readonly sheet?: string | undefined;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const editor = useEditor();
  const [sheet, setSheet] = useState<string | null>(begun ?? null);
  const [model, setModel] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [key, setKeyColumns] = useState<readonly string[]>([]);
  const samples = useSamples(editor.dataset, sheet ?? undefined);
  const columns = editor.sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [];
  const name = label.trim() === '' ? (sheet ?? model ?? '') : label.trim();
  const submit = () => {
    if (model === null) return;
    const own = key.length > 0 ? key : columns.slice(0, 1);
    const node = newModelNode(editor.spec, {
      model,
      label: name,
      key: own[0] ?? 'id',
      ...(sheet === null ? {} : { sheet }),
    });
    editor.change((spec) => setKey(node.id, own.length > 0 ? own : ['id'])(addNode(node)(spec)));
    editor.select({ node: node.id });
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
        <Select
          label={t('graphs:sheet')}
          searchable
          clearable
          data-autofocus={begun === undefined || undefined}
          openOnFocus={false}
          data={[
            ...sheetNames(
              editor.spec,
              editor.sheets.map((one) => ({ name: one.name, rows: 0 })),
            ),
          ]}
          value={sheet}
          onChange={(next) => {
            setSheet(next);
            setKeyColumns([]);
          }}
        />
        <SuggestedModels sheet={sheet} onChoose={setModel} />
        <ModelSelect
          label={t('graphs:model')}
          autoFocus={begun !== undefined}
          connection={editor.connection}
          value={model}
          onChange={setModel}
        />
        {columns.length > 0 && (
          <ColumnsSelect
            label={t('graphs:key')}
            description={t('graphs:keyHint')}
            columns={columns}
            samples={samples}
            value={key.length > 0 ? key : columns.slice(0, 1)}
            onChange={setKeyColumns}
          />
        )}
        <TextInput
          label={t('graphs:label')}
          placeholder={name}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <FormButtons action={t('graphs:add')} isOff={model === null} onCancel={onDone} />
      </Stack>
    </form>
  );
}

function SuggestedModels({
  sheet,
  onChoose,
}: {
  readonly sheet: string | null;
  readonly onChoose: (model: string) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const { suggestion } = useEditor();
  const models = suggestion?.sheets.find((one) => one.sheet === sheet)?.models.slice(0, 3) ?? [];
  if (models.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm">{t('looksLike')}</Text>
      {models.map((one) => (
        <Group key={one.model} gap={4} wrap="nowrap">
          <Button size="compact-sm" variant="light" onClick={() => onChoose(one.model)}>
            {one.model}
          </Button>
          <ConfidenceBadge of={one} />
        </Group>
      ))}
    </Group>
  );
}
