import { Button, FileButton, Group, Stack, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Saving } from './saving.ts';

/** A graph that is written already, pasted or from a file. */
export function ImportYamlForm({ saving }: { readonly saving: Saving }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') saving.save({ yaml: text });
      }}
    >
      <Stack maw={860}>
        <Textarea
          label={t('graphs:yaml.paste')}
          description={t('graphs:yaml.pasteHint')}
          autosize
          minRows={12}
          maxRows={26}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <FileButton accept=".yaml,.yml,.json" onChange={(file) => void file?.text().then(setText)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                {t('graphs:yaml.file')}
              </Button>
            )}
          </FileButton>
          <Button type="submit" loading={saving.isBusy} disabled={text.trim() === ''}>
            {t('graphs:saveAndOpen')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
