import { ActionIcon, AppShell, Box, Burger, Group, Kbd, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconHelp, IconSearch } from '@tabler/icons-react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '../ui/single-keys.ts';
import { ColorsMenu } from './colors-menu.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { MainMenu } from './main-menu.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { OwnRole } from './own-role.tsx';
import { Palette } from './palette.tsx';

/** The frame around every page: menu at the left, search and colours above, the page itself. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const [isMenuOpen, menu] = useDisclosure();
  const [isHelpOpen, help] = useDisclosure();
  const address = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu of a small screen
  useEffect(menu.close, [address]);
  useHotkeys([['mod+K', spotlight.open]], []);
  useSingleKeys([['shift+?', help.open]]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding="lg"
    >
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t(isMenuOpen ? 'nav.close' : 'nav.open')}
            />
            <img src="/icon.svg" alt="" width={28} height={28} />
            <Text fw={700}>{t('product')}</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <OwnRole />
            <SearchButton />
            <Tooltip label={t('help.open')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                onClick={help.open}
                aria-label={t('help.open')}
              >
                <IconHelp size={20} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <ColorsMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('nav.label')}>
        <MainMenu />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <OfflineBar />
        <Outlet />
      </AppShell.Main>
      <Palette />
      <HelpDialog opened={isHelpOpen} onClose={help.close} />
    </AppShell>
  );
}

function SearchButton(): ReactNode {
  const { t } = useTranslation();
  return (
    <UnstyledButton
      onClick={spotlight.open}
      px="sm"
      h={36}
      style={{
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 'var(--mantine-radius-md)',
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <IconSearch size={16} aria-hidden />
        <Text size="sm" visibleFrom="sm">
          {t('palette.open')}
        </Text>
        <Box visibleFrom="md">
          <Kbd size="xs">Ctrl K</Kbd>
        </Box>
      </Group>
    </UnstyledButton>
  );
}
