import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCircleCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../graph/editor.ts';
import { sheetCardId } from '../../graph/flow.ts';
import type { GraphProblem } from '../../graph/problems.ts';
import { findModel, labelOf } from '../../graph/spec.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** What the server finds wrong with the graph, each with a way to its place. */
export function ProblemsPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const { problems, dataset, connection } = useEditor();
  return (
    <Stack gap="sm" p="md" component="section" aria-label={t('graphs:problems')}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} fz="1.1rem">
          {t('graphs:problems')}
        </Title>
        <IconButton icon={IconX} label={t('common:action.close')} onClick={onClose} />
      </Group>
      {(dataset === undefined || connection === undefined) && (
        <Text size="sm">{t('graphs:checkedInPart')}</Text>
      )}
      {problems.length === 0 && (
        <EmptyState icon={IconCircleCheck} title={t('graphs:noProblems')} text={t('graphs:noProblemsText')} />
      )}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.message}`}>
            <ProblemCard problem={problem} />
          </li>
        ))}
      </Stack>
    </Stack>
  );
}

function ProblemCard({ problem }: { readonly problem: GraphProblem }): ReactNode {
  const { t } = useTranslation(['graphs', 'common', 'issues']);
  const { spec, select } = useEditor();
  const node = findModel(spec, problem.node);
  const isError = problem.severity === 'error';
  const field =
    problem.field !== undefined && node && problem.field in node.data.fields ? problem.field : undefined;
  return (
    <Paper withBorder p="sm" radius="md">
      <Stack gap={6}>
        <Group gap={6}>
          <StateBadge
            look={isError ? { icon: IconX, color: 'red' } : { icon: IconAlertTriangle, color: 'yellow' }}
            word={t(`common:severity.${problem.severity}`)}
            size="md"
          />
          <Text size="sm" fw={600} title={problem.code}>
            {t(`issues:${problem.code}`)}
          </Text>
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {problem.message}
        </Text>
        {!node && problem.sheet !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            w="fit-content"
            rightSection={<IconArrowRight size={14} aria-hidden />}
            onClick={() => select({ node: sheetCardId(problem.sheet ?? '') })}
          >
            {t('graphs:goToNode', { node: problem.sheet })}
          </Button>
        )}
        {node && (
          <Button
            size="compact-sm"
            variant="subtle"
            w="fit-content"
            rightSection={<IconArrowRight size={14} aria-hidden />}
            onClick={() => select({ node: node.id, field })}
          >
            {field === undefined
              ? t('graphs:goToNode', { node: labelOf(node) })
              : t('graphs:goToField', { node: labelOf(node), field })}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
