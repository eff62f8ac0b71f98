import {
  Alert,
  Anchor,
  Badge,
  Button,
  CloseButton,
  Code,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineThemeOverride,
  Modal,
  NavLink,
  Notification,
} from '@mantine/core';

const DIALOG_TITLE = {
  fontSize: 'var(--mantine-font-size-lg)',
  fontWeight: 650,
  overflowWrap: 'anywhere',
} as const;

/** `close`: what buttons that show only a cross are called. */
export function themeWith({ close }: { readonly close: string }): MantineThemeOverride {
  return createTheme({
    primaryColor: 'indigo',
    primaryShade: { light: 8, dark: 7 },
    autoContrast: true,
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      CloseButton: CloseButton.extend({ defaultProps: Object.fromEntries([['aria-label', close]]) }),
      Alert: Alert.extend({
        styles: {
          root: {
            backgroundColor: 'color-mix(in srgb, var(--alert-bg) 45%, var(--mantine-color-body))',
            borderColor: 'var(--alert-bg)',
          },
          title: { color: 'var(--mantine-color-text)' },
        },
      }),
      // A link reads like the text around it.
      Anchor: Anchor.extend({ defaultProps: { inherit: true } }),
      Button: Button.extend({ styles: { root: { flexShrink: 0 } } }),
      Badge: Badge.extend({ styles: { root: { flexShrink: 0 } } }),
      // Seen on cards too: the spaces around a value are part of it.
      Code: Code.extend({
        styles: {
          root: { backgroundColor: 'light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-8))' },
        },
      }),
      Drawer: Drawer.extend({ styles: { title: DIALOG_TITLE } }),
      Modal: Modal.extend({ styles: { title: DIALOG_TITLE } }),
      Notification: Notification.extend({ styles: { description: { color: 'var(--mantine-color-text)' } } }),
      NavLink: NavLink.extend({
        styles: {
          label: { color: 'var(--mantine-color-text)' },
          description: { color: 'var(--mantine-color-text)' },
        },
      }),
    },
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    headings: {
      fontWeight: '650',
      sizes: { h1: { fontSize: '1.625rem' }, h2: { fontSize: '1.25rem' }, h3: { fontSize: '1.05rem' } },
    },
  });
}

/** Mantine's quiet colours are too faint for WCAG AA (4.5 to 1) on its grounds. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-indigo-light-color': 'var(--mantine-color-indigo-9)',
    '--mantine-color-red-light-color': 'var(--mantine-color-red-9)',
    '--mantine-color-blue-light-color': 'var(--mantine-color-blue-9)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-8)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-text': 'var(--mantine-color-gray-3)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});
