import { Spotlight } from '@mantine/spotlight';
import { IconPlayerPlay, IconPlug, IconSearch, IconSitemap, IconTable } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { formatAgo } from '../ui/format.ts';
import { PLACES } from './main-menu.tsx';

const LIMIT = { params: { query: { limit: 50 } } } as const;

/** Ctrl K: every page, and the newest graphs, datasets, connections and runs by name. */
export function Palette(): ReactNode {
  const { t } = useTranslation(['common', 'runs']);
  const go = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const options = { enabled: isOpen };
  const graphs = api.useQuery('get', '/api/v1/graphs', LIMIT, options).data?.items ?? [];
  const datasets = api.useQuery('get', '/api/v1/datasets', LIMIT, options).data?.items ?? [];
  const connections = api.useQuery('get', '/api/v1/connections', LIMIT, options).data?.items ?? [];
  const runs =
    api.useQuery('get', '/api/v1/runs', { params: { query: { limit: 10 } } }, options).data?.items ?? [];
  const group = (
    name: string,
    Sign: typeof IconPlug,
    items: readonly { id: string; label: string; open: () => void }[],
  ) => ({
    group: name,
    actions: items.map(({ id, label, open }) => ({
      id,
      label,
      onClick: open,
      leftSection: <Sign size={18} aria-hidden />,
    })),
  });
  return (
    <Spotlight
      shortcut={null}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      highlightQuery
      scrollable
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      maxHeight={420}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      actions={[
        ...PLACES.map(({ to, name, icon: Sign }) => ({
          id: to,
          label: t(`nav.${name}`),
          leftSection: <Sign size={18} aria-hidden />,
          onClick: () => void go({ to }),
        })),
        group(
          t('nav.graphs'),
          IconSitemap,
          graphs.map(({ id, name }) => ({
            id,
            label: name,
            open: () => void go({ to: '/graphs/$graphId', params: { graphId: id } }),
          })),
        ),
        group(
          t('nav.datasets'),
          IconTable,
          datasets.map(({ id, name }) => ({
            id,
            label: name,
            open: () => void go({ to: '/datasets/$datasetId', params: { datasetId: id } }),
          })),
        ),
        group(
          t('nav.connections'),
          IconPlug,
          connections.map(({ id, name }) => ({
            id,
            label: name,
            open: () => void go({ to: '/connections/$connectionId', params: { connectionId: id } }),
          })),
        ),
        group(
          t('nav.runs'),
          IconPlayerPlay,
          runs.map(({ id, graph_name: graph, kind, created_at: at }) => ({
            id,
            label: `${t(`runs:kind.${kind}`)}: ${graph}, ${formatAgo(at)}`,
            open: () => void go({ to: '/runs/$runId', params: { runId: id } }),
          })),
        ),
      ]}
    />
  );
}
