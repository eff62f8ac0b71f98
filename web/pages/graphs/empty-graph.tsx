import { Button } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../graph/editor.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** In place of a canvas without a card. */
export function EmptyGraph(): ReactNode {
  const { t } = useTranslation('graphs');
  const { ask } = useEditor();
  return (
    <EmptyState
      icon={IconSitemap}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask({ kind: 'add' })}>
          {t('addNode')}
        </Button>
      }
    />
  );
}
