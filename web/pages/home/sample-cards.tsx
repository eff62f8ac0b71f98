import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { useExampleInLanguage } from '../../components/in-language.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';

/** A sample becomes a dataset, and the stand-in Odoo a connection: nothing else is needed to try everything. */
async function openSample(
  id: string,
): Promise<{ readonly datasetId: string; readonly connectionId: string }> {
  const [dataset, connection] = await Promise.all([
    dataOf(client.POST('/api/v1/examples/{id}/dataset', { params: { path: { id } } })),
    dataOf(client.POST('/api/v1/connections/sandbox')),
  ]);
  return { datasetId: dataset.id, connectionId: connection.id };
}

export function SampleCards(): ReactNode {
  const { t } = useTranslation('home');
  const go = useNavigate();
  const query = api.useQuery('get', '/api/v1/examples');
  const open = useMutation({
    mutationFn: openSample,
    onSuccess: ({ datasetId, connectionId }) =>
      go({ to: '/datasets/$datasetId', params: { datasetId }, search: { connection: connectionId } }),
  });
  return (
    <Stack gap="sm" component="section" aria-labelledby="samples">
      <div>
        <Title order={2} id="samples">
          {t('sample.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('sample.text')}
        </Text>
      </div>
      {open.isError && <ProblemBox error={open.error} />}
      <Loaded query={query} lines={2}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {items.map((example) => (
              <SampleCard
                key={example.id}
                example={example}
                isBusy={open.isPending && open.variables === example.id}
                onOpen={() => open.mutate(example.id)}
              />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Stack>
  );
}

function SampleCard(props: {
  readonly example: Schemas['ExampleList']['items'][number];
  readonly isBusy: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const { t } = useTranslation('home');
  const { title, description, rows, sheets } = useExampleInLanguage(props.example);
  return (
    <Card withBorder padding="md">
      <Stack gap="xs" h="100%" justify="space-between">
        <div>
          <Title order={3}>{title}</Title>
          <Text size="sm">{description}</Text>
        </div>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('sample.rows', { count: rows, sheets: sheets.length })}
          </Text>
          <Button
            variant="light"
            leftSection={<IconFlask size={16} aria-hidden />}
            loading={props.isBusy}
            onClick={props.onOpen}
            aria-label={`${t('sample.start')}: ${title}`}
          >
            {t('sample.start')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
