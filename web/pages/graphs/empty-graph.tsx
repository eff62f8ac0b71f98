import { Button } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WhereEditable } from '../../graph/editing.tsx';
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
        <WhereEditable>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask({ kind: 'add' })}>
            {t('addNode')}
          </Button>
        </WhereEditable>
      }
    />
  );
}
