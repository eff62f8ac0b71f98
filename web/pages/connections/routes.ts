import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const connectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connections',
  component: lazyRouteComponent(() => import('./connections-page.tsx'), 'ConnectionsPage'),
});

const connectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connections/$connectionId',
  component: lazyRouteComponent(() => import('./connection-page.tsx'), 'ConnectionPage'),
});

export const connectionRoutes = [connectionsRoute, connectionRoute] as const;
