import type { ServerTexts } from '../server-texts.ts';
import type { Translation } from '../translation.ts';
import { check } from './check.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { connections } from './connections.ts';
import { datasets } from './datasets.ts';
import { functions } from './functions.ts';
import { graphs } from './graphs.ts';
import { home } from './home.ts';
import { issues } from './issues.ts';
import { rows } from './rows.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { examples, templates } from './templates.ts';
import { choices, transforms } from './transforms.ts';
import { undo } from './undo.ts';

export const spanish: Translation = {
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
};

export const spanishOfServer: ServerTexts = { examples, templates, transforms, choices, functions };
