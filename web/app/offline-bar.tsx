import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks for the server's pulse; while there is none, says so above every page. */
export function OfflineBar(): ReactNode {
  const { t } = useTranslation();
  const { isError } = useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      const answer = await fetch('/health');
      if (!answer.ok) throw new Error(String(answer.status));
      return true;
    },
    refetchInterval: (query) => (query.state.status === 'error' ? 1_000 : 5_000),
    retry: false,
  });
  if (!isError) return null;
  return (
    <Alert
      color="yellow"
      title={t('state.offlineTitle')}
      icon={<IconPlugConnectedX aria-hidden />}
      role="status"
      mb="md"
    >
      {t('state.offline')}
    </Alert>
  );
}
