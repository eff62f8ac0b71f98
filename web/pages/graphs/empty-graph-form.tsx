import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Saving } from './saving.ts';

export function EmptyGraphForm({ saving }: { readonly saving: Saving }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') saving.save({ spec: { name: name.trim(), nodes: [] } });
      }}
    >
      <Stack maw={480}>
        <TextInput
          label={t('graphs:name')}
          description={t('graphs:emptyGraphHint')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={saving.isBusy} disabled={name.trim() === ''}>
            {t('common:action.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
