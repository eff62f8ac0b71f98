import { IconCircleCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client.ts';
import { StateBadge } from '../../ui/state-badge.tsx';

export function VerdictBadge({
  verdict,
}: {
  readonly verdict: Schemas['ConnectionVerdict']['verdict'];
}): ReactNode {
  const { t } = useTranslation('connections');
  const look =
    verdict === 'ok'
      ? ({ icon: IconCircleCheck, color: 'green' } as const)
      : ({ icon: IconX, color: 'red' } as const);
  return <StateBadge look={look} word={t(`verdict.${verdict}`)} size="md" />;
}
