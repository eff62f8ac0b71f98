import { Button, Card, List, Stack, Text, Title } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.ts';
import { notifyProblem } from '../../../components/notify.ts';
import { OnlyFor } from '../../../components/only-for.tsx';
import { withoutPlace } from '../row-words.ts';
import type { IssueGroup } from '../rows/issue-groups.tsx';
import { groupId } from '../rows/issue-groups.tsx';
import { isOver, type Run } from '../run-record.ts';

const IN_PART: ReadonlySet<string> = new Set(['checked_in_part', 'not_checkable']);

/** What the check leaves open, said as plainly as what it found. */
export function NotKnown({
  run,
  groups,
  labelOf,
}: {
  readonly run: Run;
  readonly groups: readonly IssueGroup[];
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation(['check', 'issues']);
  const open = groups.filter(({ code }) => IN_PART.has(code));
  return (
    <Card withBorder padding="md" component="section">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h3">
          {t('unknown.title')}
        </Title>
        <List size="sm" spacing={4}>
          {open.map((group) => (
            <List.Item key={groupId(group)}>
              <Text span size="sm" fw={600}>
                {`${labelOf(group.node)}, ${t('unknown.rows', { count: group.count })}: `}
              </Text>
              {`${t(`issues:${group.code}`)} · `}
              {withoutPlace(group.samples[0]?.message ?? '')}
            </List.Item>
          ))}
          <List.Item>{t(run.check_depth === 'server' ? 'unknown.server' : 'unknown.offline')}</List.Item>
          <List.Item>{t('unknown.always')}</List.Item>
        </List>
        {run.check_depth !== 'server' && isOver(run) && (
          <OnlyFor least="operator">
            <Deeper run={run} />
          </OnlyFor>
        )}
      </Stack>
    </Card>
  );
}

function Deeper({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('check');
  const navigate = useNavigate();
  const { mutate, isPending } = api.useMutation('post', '/api/v1/graphs/{id}/check', {
    onError: notifyProblem,
    onSuccess: ({ id }) => void navigate({ to: '/runs/$runId/diff', params: { runId: id } }),
  });
  return (
    <Button
      size="xs"
      variant="light"
      loading={isPending}
      leftSection={<IconZoomQuestion size={16} aria-hidden />}
      onClick={() =>
        mutate({
          params: { path: { id: run.graph_id } },
          body: { dataset_id: run.dataset_id, connection_id: run.connection_id, depth: 'server' },
        })
      }
    >
      {t('unknown.deeper')}
    </Button>
  );
}
