import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import type { GraphSearch, NewGraphSearch } from './search.ts';

/** A search parameter as text; what is no text is not there. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;
}

const graphsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphs',
  component: lazyRouteComponent(() => import('./graphs-page.tsx'), 'GraphsPage'),
});

const newGraphRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphs/new',
  validateSearch: (search: Record<string, unknown>): NewGraphSearch => ({
    dataset: text(search.dataset),
    connection: text(search.connection),
  }),
  component: lazyRouteComponent(() => import('./new-graph-page.tsx'), 'NewGraphPage'),
});

const graphRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphs/$graphId',
  validateSearch: (search: Record<string, unknown>): GraphSearch => ({
    dataset: text(search.dataset),
    connection: text(search.connection),
    node: text(search.node),
    field: text(search.field),
    ...(search.view === 'outline' ? { view: 'outline' } : {}),
    ...(search.panel === 'problems' ? { panel: 'problems' } : {}),
  }),
  component: lazyRouteComponent(() => import('./graph-page.tsx'), 'GraphPage'),
});

export const graphRoutes = [graphsRoute, newGraphRoute, graphRoute] as const;
