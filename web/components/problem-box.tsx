import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, isOffline } from '../api/problem.ts';
import { codes } from '../texts/en/codes.ts';
import { isKnown } from '../texts/known.ts';

const MAX_ISSUES = 20;

/** What the server refused or why it was not reached, with all its issues, and a way to try again. */
export function ProblemBox({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}): ReactNode {
  const { t } = useTranslation(['common', 'codes', 'issues']);
  const problem = asProblem(error);
  const offline = isOffline(error);
  const code = problem?.code ?? '';
  const failed = isKnown(codes.refusal, code) ? t(`codes:refusal.${code}`) : t('state.failedTitle');
  const title = offline ? t('state.offlineTitle') : failed;
  const text = offline ? t('state.offline') : (problem?.detail ?? String(error));
  const issues = problem?.issues ?? [];
  return (
    <Alert
      color={offline ? 'yellow' : 'red'}
      title={title}
      icon={offline ? <IconPlugConnectedX aria-hidden /> : <IconAlertCircle aria-hidden />}
      role="alert"
    >
      <Stack gap="xs">
        <Text size="sm">{text}</Text>
        {issues.length > 1 && (
          <List size="sm">
            {issues.slice(0, MAX_ISSUES).map((issue) => (
              <List.Item key={`${issue.code} ${issue.message}`}>
                <b>{t(`issues:${issue.code}`)}</b> · {issue.message}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="md">
          {onRetry !== undefined && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          )}
          {problem?.request_id !== undefined && (
            <Text size="xs">{t('state.requestId', { id: problem.request_id })}</Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
