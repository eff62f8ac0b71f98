import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { compareSearch, rowsSearch, runSearch, runsSearch } from './search-params.ts';

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage'),
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId',
  validateSearch: runSearch,
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'RunPage'),
});

const rowsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId/rows',
  validateSearch: rowsSearch,
  component: lazyRouteComponent(() => import('./rows-page.tsx'), 'RowsPage'),
});

const rowRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId/rows/$row',
  component: lazyRouteComponent(() => import('./row-page.tsx'), 'RowPage'),
});

const checkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId/diff',
  validateSearch: rowsSearch,
  component: lazyRouteComponent(() => import('./check-page.tsx'), 'CheckPage'),
});

const undoRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$runId/undo',
  component: lazyRouteComponent(() => import('./undo-page.tsx'), 'UndoPage'),
});

export const runRoutes = [
  runsRoute,
  compareRoute,
  runRoute,
  rowsRoute,
  rowRoute,
  checkRoute,
  undoRoute,
] as const;
