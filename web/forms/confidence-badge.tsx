import { Badge, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SuggestedField } from '../graph/suggested.ts';
import { formatShare } from '../ui/format.ts';

const SURE = 0.8;
const LIKELY = 0.55;

/** How sure a suggestion is, and why. */
export function ConfidenceBadge({
  of,
}: {
  readonly of: Pick<SuggestedField, 'confidence' | 'reason'>;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const color = of.confidence >= SURE ? 'green' : of.confidence >= LIKELY ? 'blue' : 'gray';
  return (
    <Tooltip label={of.reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <Badge
        variant="dot"
        color={color}
        tabIndex={0}
        role="img"
        aria-label={t('confidence', { share: formatShare(of.confidence), reason: of.reason })}
        style={{ flexShrink: 0 }}
      >
        {formatShare(of.confidence)}
      </Badge>
    </Tooltip>
  );
}
