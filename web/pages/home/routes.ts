import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly category?: string } =>
    typeof search.category === 'string' ? { category: search.category } : {},
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
});

const templateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/templates/$templateId',
  component: lazyRouteComponent(() => import('./template-page.tsx'), 'TemplatePage'),
});

export const homeRoutes = [homeRoute, templateRoute] as const;
