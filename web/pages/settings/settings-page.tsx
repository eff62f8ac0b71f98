import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../components/session.ts';
import { Page } from '../../ui/page.tsx';
import { AuditTab } from './audit-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import { SessionsTab } from './sessions-tab.tsx';
import { SETTINGS_TABS } from './tabs.ts';
import { TokensTab } from './tokens-tab.tsx';
import { UsersTab } from './users-tab.tsx';

const ONLY_ADMIN: ReadonlySet<string> = new Set(['users', 'audit']);

export function SettingsPage(): ReactNode {
  const { t } = useTranslation('settings');
  const go = useNavigate({ from: '/settings' });
  const { tab: wanted } = useSearch({ from: '/settings' });
  const isAdmin = useMay('admin');
  const tabs = SETTINGS_TABS.filter((one) => isAdmin || !ONLY_ADMIN.has(one));
  const tab = tabs.find((one) => one === wanted) ?? 'general';
  const open = (chosen: string | null) => {
    const found = SETTINGS_TABS.find((one) => one === chosen);
    void go({ search: found === undefined ? {} : { tab: found } });
  };
  return (
    <Page title={t('title')}>
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List aria-label={t('tabs.label')} mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralTab />
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <UsersTab />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensTab />
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <SessionsTab />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
