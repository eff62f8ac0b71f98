import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../components/session.ts';

/** Why not everything is offered: the role, where it is not the one that may do all. */
export function OwnRole(): ReactNode {
  const { t } = useTranslation('settings');
  const role = useSession()?.role ?? null;
  if (role === null || role === 'admin') return null;
  return (
    <Tooltip label={t(`roleText.${role}`)}>
      <Badge variant="default" tt="none" size="lg" visibleFrom="xs">
        {t(`role.${role}`)}
      </Badge>
    </Tooltip>
  );
}
