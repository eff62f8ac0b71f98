import { useMemo } from 'react';
import { useEditor } from '../graph/editor.ts';
import { type Samples, useSamples } from './use-samples.ts';

/** A sheet whose columns can be chosen. */
export interface SheetView {
  readonly sheet: string | undefined;
  readonly columns: readonly string[];
  readonly samples: Samples;
}

export function useSheet(sheet: string | undefined): SheetView {
  const { dataset, sheets } = useEditor();
  const samples = useSamples(dataset, sheet);
  const columns = useMemo(
    () => sheets.find(({ name }) => name === sheet)?.columns.map(({ header }) => header) ?? [],
    [sheets, sheet],
  );
  return { sheet, columns, samples };
}
