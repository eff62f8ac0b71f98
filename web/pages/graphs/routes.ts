import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const graphsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphs',
  component: lazyRouteComponent(() => import('./graphs-page.tsx'), 'GraphsPage'),
});

const graphRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphs/$graphId',
  component: lazyRouteComponent(() => import('./graph-page.tsx'), 'GraphPage'),
});

export const graphRoutes = [graphsRoute, graphRoute] as const;
