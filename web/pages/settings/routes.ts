import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { SETTINGS_TABS, type SettingsTab } from './tabs.ts';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: (
    search: Readonly<Record<string, unknown>>,
  ): { readonly tab?: SettingsTab; readonly user?: string; readonly action?: string } => {
    const tab = SETTINGS_TABS.find((one) => one === search.tab);
    return {
      ...(tab === undefined ? {} : { tab }),
      ...(typeof search.user === 'string' ? { user: search.user } : {}),
      ...(typeof search.action === 'string' ? { action: search.action } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settingsRoute] as const;
