import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Role, useMay, useSession } from './session.ts';

interface OnlyForProps {
  /** The least role that may. */
  readonly least: Role;
  readonly children: ReactNode;
}

/** An act that is offered only to those who may do it. */
export function OnlyFor({ least, children }: OnlyForProps): ReactNode {
  return useMay(least) ? children : null;
}

/** A page that is one act as a whole: who may not do it is told which role it needs. */
export function PageOnlyFor({ least, children }: OnlyForProps): ReactNode {
  const { t } = useTranslation(['common', 'settings']);
  const own = useSession()?.role ?? null;
  const may = useMay(least);
  if (may) return children;
  if (own === null) return null;
  return (
    <EmptyState
      icon={IconLock}
      title={t('access.title', { role: t(`settings:role.${least}`) })}
      text={t('access.text', { own: t(`settings:role.${own}`) })}
    />
  );
}
