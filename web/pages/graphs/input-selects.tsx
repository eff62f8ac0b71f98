import { Group } from '@mantine/core';
import { IconPlug, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionSelect, DatasetSelect } from '../../components/selects.tsx';
import type { Inputs } from './use-inputs.ts';

/** The data and the Odoo that a graph is looked at with, checked and run. */
export function InputSelects({
  chosen,
  onChoose,
}: {
  readonly chosen: Inputs;
  readonly onChoose: (chosen: Inputs) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Group gap="xs">
      <DatasetSelect
        aria-label={t('dataset')}
        placeholder={t('chooseDataset')}
        leftSection={<IconTable size={16} aria-hidden />}
        clearable
        w={230}
        value={chosen.dataset ?? null}
        onChange={(dataset) => onChoose({ dataset: dataset ?? undefined })}
        nothingFoundMessage={t('noDatasets')}
      />
      <ConnectionSelect
        aria-label={t('connection')}
        placeholder={t('chooseConnection')}
        leftSection={<IconPlug size={16} aria-hidden />}
        clearable
        w={230}
        value={chosen.connection ?? null}
        onChange={(connection) => onChoose({ connection: connection ?? undefined })}
        nothingFoundMessage={t('noConnections')}
      />
    </Group>
  );
}
