import { Stack } from '@mantine/core';
import {
  IconHome,
  IconPlayerPlay,
  IconPlug,
  IconSettings,
  IconSitemap,
  IconTable,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkNav } from '../ui/links.tsx';

export const PLACES = [
  { to: '/', name: 'home', icon: IconHome },
  { to: '/datasets', name: 'datasets', icon: IconTable },
  { to: '/graphs', name: 'graphs', icon: IconSitemap },
  { to: '/runs', name: 'runs', icon: IconPlayerPlay },
  { to: '/connections', name: 'connections', icon: IconPlug },
  { to: '/settings', name: 'settings', icon: IconSettings },
] as const;

export function MainMenu(): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap={2}>
      {PLACES.map(({ to, name, icon: Sign }) => (
        <LinkNav
          key={to}
          to={to}
          label={t(`nav.${name}`)}
          leftSection={<Sign size={20} aria-hidden />}
          activeOptions={{ exact: to === '/' }}
          activeProps={{ active: true, 'aria-current': 'page' }}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </Stack>
  );
}
