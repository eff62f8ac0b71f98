import { Group, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconPlayerPlay, IconTableOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { RunsFilters } from './list/runs-filters.tsx';
import { RunsTable } from './list/runs-table.tsx';
import { useRuns } from './list/use-runs.ts';
import type { RunsSearch } from './search-params.ts';

/** Every run there was, with what became of it. */
export function RunsPage(): ReactNode {
  const { t } = useTranslation('runs');
  const search = useSearch({ from: '/runs' });
  const navigate = useNavigate({ from: '/runs' });
  const pages = useRuns(search);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const show = (wanted: RunsSearch) => void navigate({ search: wanted, replace: true });
  const choose = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2));
  return (
    <Page title={t('title')} intro={t('intro')} actions={<CompareButton chosen={chosen} />}>
      <Stack gap="sm">
        <RunsFilters search={search} onChange={show} />
        <Loaded query={pages} lines={8}>
          {(items) =>
            items.length === 0 ? (
              <NoRuns isFiltered={isFiltered} />
            ) : (
              <RunsTable runs={items} chosen={chosen} onChoose={choose} onEnd={pages.loadMore} />
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}

function CompareButton({ chosen }: { readonly chosen: readonly string[] }): ReactNode {
  const { t } = useTranslation('runs');
  const [a, b] = chosen;
  return (
    <Group gap="sm">
      <Text size="sm" role="status">
        {chosen.length === 1 && t('compareHint')}
      </Text>
      {a !== undefined && b !== undefined && (
        <LinkButton
          to="/runs/compare"
          search={{ a, b }}
          leftSection={<IconArrowsDiff size={18} aria-hidden />}
        >
          {t('compare')}
        </LinkButton>
      )}
    </Group>
  );
}

function NoRuns({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { t } = useTranslation('runs');
  return isFiltered ? (
    <EmptyState
      icon={IconTableOff}
      title={t('empty.filteredTitle')}
      text={t('empty.filteredText')}
      action={
        <LinkButton to="/runs" variant="default">
          {t('empty.filteredAction')}
        </LinkButton>
      }
    />
  ) : (
    <EmptyState
      icon={IconPlayerPlay}
      title={t('empty.title')}
      text={t('empty.text')}
      action={<LinkButton to="/graphs">{t('empty.action')}</LinkButton>}
    />
  );
}
