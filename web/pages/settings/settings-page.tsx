import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function SettingsPage(): ReactNode {
  const { t } = useTranslation();
  return <Page title={t('nav.settings')}>{null}</Page>;
}
