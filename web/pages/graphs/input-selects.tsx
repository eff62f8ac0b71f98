import { Group, Select } from '@mantine/core';
import { IconPlug, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from './use-inputs.ts';

export interface Chosen {
  readonly dataset?: string | undefined;
  readonly connection?: string | undefined;
}

/** The data and the Odoo that a graph is looked at with, checked and run. */
export function InputSelects({
  inputs,
  chosen,
  onChoose,
}: {
  readonly inputs: Inputs;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const datasets = inputs.datasets.map(({ id, name, version }) => ({
    value: id,
    label: version > 1 ? t('datasetVersion', { name, version }) : name,
  }));
  const connections = inputs.connections.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Group gap="xs">
      <Select
        aria-label={t('dataset')}
        placeholder={t('chooseDataset')}
        leftSection={<IconTable size={16} aria-hidden />}
        searchable
        clearable
        w={230}
        data={datasets}
        value={chosen.dataset ?? null}
        onChange={(dataset) => onChoose({ dataset: dataset ?? undefined })}
        nothingFoundMessage={t('noDatasets')}
      />
      <Select
        aria-label={t('connection')}
        placeholder={t('chooseConnection')}
        leftSection={<IconPlug size={16} aria-hidden />}
        searchable
        clearable
        w={230}
        data={connections}
        value={chosen.connection ?? null}
        onChange={(connection) => onChoose({ connection: connection ?? undefined })}
        nothingFoundMessage={t('noConnections')}
      />
    </Group>
  );
}
