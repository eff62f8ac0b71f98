import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { DATASET_TABS, type DatasetTab } from './tabs.ts';

export interface DatasetSearch {
  readonly sheet?: string;
  readonly tab?: DatasetTab;
  /** Where a drafted graph is to go. */
  readonly connection?: string;
}

const datasetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/datasets',
  component: lazyRouteComponent(() => import('./datasets-page.tsx'), 'DatasetsPage'),
});

const datasetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/datasets/$datasetId',
  validateSearch: ({ sheet, tab, connection }: Readonly<Record<string, unknown>>): DatasetSearch => ({
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(isTab(tab) ? { tab } : {}),
    ...(typeof connection === 'string' ? { connection } : {}),
  }),
  component: lazyRouteComponent(() => import('./dataset-page.tsx'), 'DatasetPage'),
});

function isTab(value: unknown): value is DatasetTab {
  return DATASET_TABS.some((tab) => tab === value);
}

export const datasetRoutes = [datasetsRoute, datasetRoute] as const;
