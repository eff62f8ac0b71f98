import { Button, Code } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';

export function CrashedPage({ error }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconBug}
      title={t('state.crashedTitle')}
      text={t('state.crashed')}
      action={
        <>
          <Code block>{error instanceof Error ? error.message : String(error)}</Code>
          <Button onClick={() => location.reload()}>{t('action.refresh')}</Button>
        </>
      }
    />
  );
}
