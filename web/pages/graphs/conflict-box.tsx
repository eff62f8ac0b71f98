import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useEditor } from '../../graph/editor.ts';
import type { Autosave } from './use-autosave.ts';

/** Somebody else saved the graph meanwhile: nothing is saved until it is said which of the two goes on. */
export function ConflictBox({ autosave }: { readonly autosave: Autosave }): ReactNode {
  const { t } = useTranslation('graphs');
  const { change } = useEditor();
  const { state } = autosave;
  if (state.kind === 'refused') return <ProblemBox error={state.error} />;
  if (state.kind !== 'conflict') return null;
  const reload = async () => {
    const theirs = await autosave.takeTheirs();
    // As an edit: undo brings back what was here.
    if (theirs) change(() => theirs);
  };
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('conflict.title')} role="alert">
      <Stack gap="sm">
        <Text size="sm">{t('conflict.text')}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => void reload()}>
            {t('conflict.reload')}
          </Button>
          <Button size="xs" color="orange.9" onClick={() => void autosave.overwrite()}>
            {t('conflict.overwrite')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
