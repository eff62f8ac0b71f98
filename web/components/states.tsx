import type { MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconClockPause,
  IconEqual,
  IconHelpCircle,
  IconHourglass,
  IconLock,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBadge, type StateLook } from '../ui/state-badge.tsx';

/** Of a run or a node of it. */
export type Status =
  | 'pending'
  | 'running'
  | 'paused'
  | 'completed'
  | 'completed_with_errors'
  | 'failed'
  | 'cancelled'
  | 'rolling_back'
  | 'rolled_back'
  | 'skipped'
  | 'blocked';

export const OUTCOMES = [
  'created',
  'updated',
  'unchanged',
  'skipped',
  'rejected',
  'blocked',
  'unknown',
  'cancelled',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const STATUS_LOOK: Readonly<Record<Status, StateLook>> = {
  pending: { icon: IconHourglass, color: 'gray' },
  running: { icon: IconPlayerPlay, color: 'blue' },
  paused: { icon: IconPlayerPause, color: 'yellow' },
  completed: { icon: IconCircleCheck, color: 'green' },
  completed_with_errors: { icon: IconAlertTriangle, color: 'orange' },
  failed: { icon: IconX, color: 'red' },
  cancelled: { icon: IconBan, color: 'gray' },
  rolling_back: { icon: IconArrowBackUp, color: 'blue' },
  rolled_back: { icon: IconArrowBackUp, color: 'gray' },
  skipped: { icon: IconPlayerSkipForward, color: 'gray' },
  blocked: { icon: IconLock, color: 'orange' },
};

export const OUTCOME_LOOK: Readonly<
  Record<Outcome | 'waiting', StateLook & { readonly color: MantineColor }>
> = {
  created: { icon: IconPlus, color: 'green' },
  updated: { icon: IconPencil, color: 'blue' },
  unchanged: { icon: IconEqual, color: 'cyan' },
  skipped: { icon: IconPlayerSkipForward, color: 'grape' },
  rejected: { icon: IconX, color: 'red' },
  blocked: { icon: IconLock, color: 'orange' },
  unknown: { icon: IconHelpCircle, color: 'yellow' },
  cancelled: { icon: IconBan, color: 'dark' },
  waiting: { icon: IconClockPause, color: 'gray' },
};

export function StatusBadge({
  status,
  size,
}: {
  readonly status: string;
  readonly size?: 'sm' | 'md' | 'lg';
}): ReactNode {
  const { t } = useTranslation();
  const look = isStatus(status) ? STATUS_LOOK[status] : { icon: IconCircleDashed, color: 'gray' };
  return (
    <StateBadge
      look={look}
      word={isStatus(status) ? t(`status.${status}`) : status}
      {...(size ? { size } : {})}
    />
  );
}

export function OutcomeBadge({
  outcome,
  size = 'md',
}: {
  readonly outcome: Outcome | 'waiting';
  readonly size?: 'sm' | 'md' | 'lg';
}): ReactNode {
  const { t } = useTranslation();
  return <StateBadge look={OUTCOME_LOOK[outcome]} word={t(`outcome.${outcome}`)} size={size} />;
}

export function isStatus(word: string): word is Status {
  return Object.hasOwn(STATUS_LOOK, word);
}
