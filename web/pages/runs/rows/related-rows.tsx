import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client.ts';
import { OutcomeBadge } from '../../../components/states.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { readableKey, rowName } from '../row-words.ts';

/** Rows that this one refers to, or that refer to it, each with its own page. */
export function RelatedRows({
  runId,
  rows,
  labelOf,
  none,
}: {
  readonly runId: string;
  readonly rows: readonly Schemas['RelatedRow'][];
  readonly labelOf: (node: string) => string;
  readonly none: string;
}): ReactNode {
  const { t } = useTranslation('rows');
  if (rows.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <Stack gap={8} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Group key={`${row.node} ${row.field} ${row.key}`} component="li" gap="xs">
          {row.ord === null ? (
            <Text size="sm" fw={500}>
              {readableKey(row.key)}
            </Text>
          ) : (
            <LinkAnchor
              to="/runs/$runId/rows/$row"
              params={{ runId, row: rowName({ node: row.node, ord: row.ord }) }}
              fz="sm"
              fw={500}
            >
              {readableKey(row.key)}
            </LinkAnchor>
          )}
          <Text size="sm" c="dimmed">
            {[
              labelOf(row.node),
              row.row === null ? t('page.elsewhere') : t('page.row', { row: row.row }),
              row.field,
            ].join(' · ')}
          </Text>
          {row.outcome !== null && <OutcomeBadge outcome={row.outcome} />}
          {row.link !== null && (
            <ActionIcon
              component="a"
              href={row.link}
              target="_blank"
              rel="noreferrer noopener"
              variant="subtle"
              aria-label={t('page.recordInOdoo', { key: readableKey(row.key) })}
            >
              <IconExternalLink size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
    </Stack>
  );
}
