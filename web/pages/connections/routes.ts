import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { CONNECTION_TABS, type ConnectionTab } from './tabs.ts';

export interface ConnectionSearch {
  readonly tab?: ConnectionTab;
  readonly graph?: string;
  readonly dataset?: string;
  readonly model?: string;
  readonly q?: string;
}

const connectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connections',
  component: lazyRouteComponent(() => import('./connections-page.tsx'), 'ConnectionsPage'),
});

const connectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connections/$connectionId',
  validateSearch: (search: Readonly<Record<string, unknown>>): ConnectionSearch => {
    const tab = CONNECTION_TABS.find((one) => one === search.tab);
    const words = (['graph', 'dataset', 'model', 'q'] as const).flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    });
    return { ...(tab === undefined ? {} : { tab }), ...Object.fromEntries(words) };
  },
  component: lazyRouteComponent(() => import('./connection-page.tsx'), 'ConnectionPage'),
});

export const connectionRoutes = [connectionsRoute, connectionRoute] as const;
