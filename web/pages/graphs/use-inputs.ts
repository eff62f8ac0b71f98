import { useEffect } from 'react';
import { useConnections, useDatasets } from '../../components/selects.tsx';

export interface Inputs {
  readonly dataset?: string | undefined;
  readonly connection?: string | undefined;
}

/** Of datasets and connections, the only one there is, is chosen. */
export function useOnlyInputs(chosen: Inputs, choose: (chosen: Inputs) => void): void {
  const onlyDataset = onlyOne(useDatasets(), chosen.dataset);
  const onlyConnection = onlyOne(useConnections(), chosen.connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the lists are there
  useEffect(() => {
    if (onlyDataset === undefined && onlyConnection === undefined) return;
    choose({
      dataset: chosen.dataset ?? onlyDataset,
      connection: chosen.connection ?? onlyConnection,
    });
  }, [onlyDataset, onlyConnection]);
}

function onlyOne(
  items: readonly { readonly id: string }[] | undefined,
  chosen: string | undefined,
): string | undefined {
  return chosen === undefined && items?.length === 1 ? items[0]?.id : undefined;
}
