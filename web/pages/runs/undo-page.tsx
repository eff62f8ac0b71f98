import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

export function UndoPage(): ReactNode {
  const { t } = useTranslation();
  return <Page title={t('nav.runs')}>{null}</Page>;
}
