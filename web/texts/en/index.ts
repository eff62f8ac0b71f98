import { check } from './check.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { connections } from './connections.ts';
import { datasets } from './datasets.ts';
import { graphs } from './graphs.ts';
import { home } from './home.ts';
import { issues } from './issues.ts';
import { rows } from './rows.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { undo } from './undo.ts';

/** All texts of the web app, by area. A key names what is said, not where. */
export const english = {
  common,
  home,
  connections,
  datasets,
  graphs,
  runs,
  rows,
  check,
  undo,
  settings,
  issues,
  codes,
} as const;
