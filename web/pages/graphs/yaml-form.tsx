import { Alert, Button, CopyButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WhereEditable } from '../../graph/editing.tsx';
import { useEditor } from '../../graph/editor.ts';
import { readYaml, writeYaml } from '../../graph/yaml.ts';
import { FormButtons } from '../../ui/form-buttons.tsx';

/** The graph as YAML: to be copied, edited, or replaced by one that is pasted. Taking it over is one step to undo. */
export function YamlForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const { spec, change, graphId, isReadOnly } = useEditor();
  const [text, setText] = useState<string | null>(null);
  const [before, setBefore] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the graph was when the dialog opened
  useEffect(() => {
    void writeYaml(spec).then((yaml) => {
      setText(yaml);
      setBefore(yaml);
    });
  }, []);
  const apply = async () => {
    const read = await readYaml(text ?? '');
    if (!read.ok) return setProblem(read.message);
    change(() => read.spec);
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('graphs:yaml.text')}</Text>
        <Textarea
          aria-label={t('graphs:yaml.title')}
          data-autofocus
          autosize
          minRows={16}
          maxRows={24}
          spellCheck={false}
          readOnly={isReadOnly}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          value={text ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {problem !== null && (
          <Alert color="red" title={t('graphs:yaml.wrong')} role="alert">
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {problem}
            </Text>
          </Alert>
        )}
        <Group gap="xs">
          <CopyButton value={text ?? ''}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
              >
                {t(copied ? 'common:action.copied' : 'common:action.copy')}
              </Button>
            )}
          </CopyButton>
          <Button
            component="a"
            href={`/api/v1/graphs/${graphId}/export`}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('graphs:yaml.download')}
          </Button>
        </Group>
        <WhereEditable>
          <FormButtons
            action={t('graphs:yaml.apply')}
            isOff={text === null || text === before}
            onCancel={onDone}
          />
        </WhereEditable>
      </Stack>
    </form>
  );
}
