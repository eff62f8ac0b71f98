import { Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../graph/editor.ts';
import { rename, setLabel } from '../../graph/edits.ts';
import { findModel, labelOf } from '../../graph/spec.ts';
import { FormButtons } from '../../ui/form-buttons.tsx';

/** The label of a node, or the name of the graph. */
export function RenameForm({
  node: id,
  onDone,
}: {
  readonly node?: string;
  readonly onDone: () => void;
}): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const { spec, change } = useEditor();
  const node = findModel(spec, id);
  const [text, setText] = useState(node ? labelOf(node) : spec.name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change(node ? setLabel(node.id, text.trim()) : rename(text.trim()));
        onDone();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('graphs:label')}
          description={node ? t('graphs:renameHint') : undefined}
          data-autofocus
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <FormButtons action={t('common:action.save')} isOff={text.trim() === ''} onCancel={onDone} />
      </Stack>
    </form>
  );
}
