import { createRouter } from '@tanstack/react-router';
import { connectionRoutes } from '../pages/connections/routes.ts';
import { datasetRoutes } from '../pages/datasets/routes.ts';
import { graphRoutes } from '../pages/graphs/routes.ts';
import { homeRoutes } from '../pages/home/routes.ts';
import { runRoutes } from '../pages/runs/routes.ts';
import { settingsRoutes } from '../pages/settings/routes.ts';
import { CrashedPage } from './crashed-page.tsx';
import { rootRoute } from './root-route.ts';

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...homeRoutes,
    ...connectionRoutes,
    ...datasetRoutes,
    ...graphRoutes,
    ...runRoutes,
    ...settingsRoutes,
  ]),
  defaultErrorComponent: CrashedPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
