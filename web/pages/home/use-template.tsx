import { Button, Card, Stack } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { DatasetSelect } from '../../components/selects.tsx';

async function instantiate(id: string, body: Schemas['InstantiateTemplate']): Promise<string> {
  const made = await dataOf(
    client.POST('/api/v1/templates/{id}/instantiate', { params: { path: { id } }, body }),
  );
  const search = new URLSearchParams();
  if (made.dataset !== null) search.set('dataset', made.dataset.id);
  if (body.with_sample === true) {
    const sandbox = await client.POST('/api/v1/connections/sandbox');
    if (sandbox.data !== undefined) search.set('connection', sandbox.data.id);
  }
  return `/graphs/${made.graph.id}?${search}`;
}

/** A graph of a template: with the sample on the sandbox, with a dataset, or alone. */
export function UseTemplate({ templateId }: { readonly templateId: string }): ReactNode {
  const { t } = useTranslation('home');
  const go = useNavigate();
  const [dataset, setDataset] = useState<string | null>(null);
  const make = useMutation({
    mutationFn: (body: Schemas['InstantiateTemplate']) => instantiate(templateId, body),
    onSuccess: (href) => go({ href }),
  });
  // A name of its own: a second graph of the same name would claim the records of the first.
  const name = `${templateId} ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`;
  return (
    <Card withBorder>
      <Stack>
        <Button
          leftSection={<IconFlask size={16} aria-hidden />}
          loading={make.isPending && make.variables.with_sample === true}
          onClick={() => make.mutate({ with_sample: true, name })}
        >
          {t('template.useSample')}
        </Button>
        <DatasetSelect
          label={t('template.dataset')}
          placeholder={t('template.noDataset')}
          value={dataset}
          onChange={setDataset}
          clearable
        />
        <Button
          variant="default"
          loading={make.isPending && make.variables.with_sample !== true}
          onClick={() => make.mutate(dataset === null ? {} : { dataset_id: dataset })}
        >
          {t(dataset === null ? 'template.create' : 'template.useData')}
        </Button>
        {make.isError && <ProblemBox error={make.error} />}
      </Stack>
    </Card>
  );
}
