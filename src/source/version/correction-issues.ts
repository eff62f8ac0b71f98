import { headersOf } from '../describe-sheets.ts';
import type { CorrectedSheet, VersionWork } from './corrections.ts';

export function sheetUnknown({ issues, sheets }: VersionWork, name: string): void {
  const known = sheets.map(({ info }) => `"${info.name}"`).join(', ');
  issues.error('sheet_unknown', `The dataset has no sheet "${name}". Name one of ${known}.`, { sheet: name });
}

export function columnUnknown({ issues }: VersionWork, { info }: CorrectedSheet, header: string): void {
  const known = headersOf(info)
    .map((one) => `"${one}"`)
    .join(', ');
  issues.error(
    'column_unknown',
    `"${info.name}" has no column "${header}", and a correction adds none. Its columns are ${known}.`,
    { sheet: info.name, column: header },
  );
}
