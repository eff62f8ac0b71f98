import { Alert, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { DatasetSelect, GraphSelect } from '../../components/selects.tsx';
import { codes } from '../../texts/en/codes.ts';
import { isKnown } from '../../texts/known.ts';

const FROM = '/connections/$connectionId';

const LOOK = {
  blocker: { color: 'red', icon: IconAlertCircle },
  warning: { color: 'orange', icon: IconAlertTriangle },
  note: { color: 'blue', icon: IconInfoCircle },
} as const;

export function ReadinessTab({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate({ from: FROM });
  const { graph, dataset } = useSearch({ from: FROM });
  const choose = (name: 'graph' | 'dataset') => (id: string | null) =>
    void go({
      search: (search) => ({ ...search, [name]: id ?? undefined }),
      replace: true,
    });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('readiness.intro')}
      </Text>
      <Group align="end">
        <GraphSelect
          label={t('readiness.graph')}
          placeholder={t('readiness.choose')}
          value={graph ?? null}
          onChange={choose('graph')}
        />
        <DatasetSelect
          label={t('readiness.dataset')}
          placeholder={t('readiness.datasetText')}
          miw={280}
          value={dataset ?? null}
          onChange={choose('dataset')}
          clearable
        />
      </Group>
      {graph !== undefined && <Report query={{ connectionId, graph, dataset }} />}
    </Stack>
  );
}

function Report(props: {
  readonly query: {
    readonly connectionId: string;
    readonly graph: string;
    readonly dataset: string | undefined;
  };
}): ReactNode {
  const { t } = useTranslation('connections');
  const { connectionId, graph, dataset } = props.query;
  const query = api.useQuery('get', '/api/v1/connections/{id}/readiness', {
    params: {
      path: { id: connectionId },
      query: { graph_id: graph, ...(dataset === undefined ? {} : { dataset_id: dataset }) },
    },
  });
  return (
    <Loaded query={query} lines={6}>
      {(readiness) => (
        <Stack>
          <Alert
            color={readiness.ready ? 'green' : 'red'}
            icon={readiness.ready ? <IconCircleCheck aria-hidden /> : <IconAlertCircle aria-hidden />}
            title={t(readiness.ready ? 'readiness.ready' : 'readiness.notReady')}
            role="status"
          />
          <Findings findings={readiness.findings} />
          <Models models={readiness.models} />
        </Stack>
      )}
    </Loaded>
  );
}

type Right = Schemas['Readiness']['models'][number]['needs'][number];
type Finding = Schemas['Readiness']['findings'][number];

function Findings({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const { t } = useTranslation(['connections', 'codes', 'issues']);
  const titleOf = (code: Finding['code']) =>
    isKnown(codes.finding, code) ? t(`codes:finding.${code}`) : t(`issues:${code}`);
  if (findings.length === 0) return null;
  return (
    <Table withTableBorder verticalSpacing="xs" aria-label={t('readiness.findings')}>
      <Table.Tbody>
        {findings.map(({ severity, code, message, node, field }) => {
          const { color, icon: Sign } = LOOK[severity];
          return (
            <Table.Tr key={`${code} ${node} ${field} ${message}`}>
              <Table.Th scope="row" w={130}>
                <Group gap={6} wrap="nowrap">
                  <Sign size={18} color={`var(--mantine-color-${color}-filled)`} aria-hidden />
                  {t(`readiness.severity.${severity}`)}
                </Group>
              </Table.Th>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {titleOf(code)}
                </Text>
                {message}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function Models({ models }: { readonly models: Schemas['Readiness']['models'] }): ReactNode {
  const { t } = useTranslation(['connections', 'codes']);
  const wordsOf = (rights: readonly Right[]) => rights.map((right) => t(`codes:right.${right}`)).join(', ');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('readiness.models')}
      </Title>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('readiness.model')}</Table.Th>
              <Table.Th>{t('readiness.module')}</Table.Th>
              <Table.Th />
              <Table.Th>{t('readiness.needs')}</Table.Th>
              <Table.Th>{t('readiness.missing')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {models.map(({ model, module, exists, needs, missing }) => (
              <Table.Tr key={model}>
                <Table.Th scope="row" ff="monospace">
                  {model}
                </Table.Th>
                <Table.Td>{module ?? '–'}</Table.Td>
                <Table.Td>
                  {t(`readiness.exists.${exists === null ? 'null' : exists ? 'true' : 'false'}`)}
                </Table.Td>
                <Table.Td>{wordsOf(needs)}</Table.Td>
                <Table.Td fw={missing.length > 0 ? 700 : 400}>{wordsOf(missing) || '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
