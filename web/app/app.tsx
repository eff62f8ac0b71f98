import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';
import { styleNonce } from './style-nonce.ts';
import { readableColors, themeWith } from './theme.ts';

export function App(): ReactNode {
  const { t } = useTranslation();
  const close = t('action.close');
  const theme = useMemo(() => themeWith({ close }), [close]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableColors}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <Notifications position="top-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
