import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { asProblem, isOffline } from '../api/problem.ts';

/** A failed act that has no place of its own on the page, in the corner, until it is closed. */
export function notifyProblem(error: unknown): void {
  const message = isOffline(error) ? i18next.t('state.offline') : (asProblem(error)?.detail ?? String(error));
  notifications.show({ color: 'red', title: i18next.t('state.failedTitle'), message, autoClose: false });
}

export function notifyDone(message: string): void {
  notifications.show({ color: 'green', message });
}
