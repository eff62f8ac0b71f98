import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('state.notFoundTitle')}
      text={t('state.notFound')}
      action={
        <Button component={Link} to="/">
          {t('nav.home')}
        </Button>
      }
    />
  );
}
