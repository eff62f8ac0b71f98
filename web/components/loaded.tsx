import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/links.tsx';
import { ProblemBox } from './problem-box.tsx';

interface Query<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/**
 * What a query brought, or its loading, error and offline states. An error after data were there stands above them: what was
 * loaded stays to be read.
 */
export function Loaded<T>({
  query,
  lines = 4,
  children,
}: {
  readonly query: Query<T>;
  /** Of the grey shape while it loads. */
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const problem = query.error ? (
    <ProblemBox error={query.error} onRetry={() => void query.refetch()} />
  ) : null;
  if (query.data !== undefined)
    return (
      <>
        {problem}
        {children(query.data)}
      </>
    );
  if (asProblem(query.error)?.status === 404) return <Missing />;
  if (problem !== null) return problem;
  return (
    <Stack gap="sm" aria-busy>
      <VisuallyHidden role="status">{t('state.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have nothing else
        <Skeleton key={line} height={line === 0 ? 34 : 22} />
      ))}
    </Stack>
  );
}

/** What the address names is not there: asking again would not help. */
function Missing(): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('state.missingTitle')}
      text={t('state.missing')}
      action={<LinkButton to="/">{t('nav.home')}</LinkButton>}
    />
  );
}
