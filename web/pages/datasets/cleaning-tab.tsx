import { Badge, Card, Code, Group, List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatShare } from '../../ui/format.ts';

type Cleaning = Schemas['Cleaning'];

export function CleaningTab({
  datasetId,
  sheet,
}: {
  readonly datasetId: string;
  readonly sheet: string;
}): ReactNode {
  const { t } = useTranslation('datasets');
  const query = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/cleaning',
    { params: { path: { id: datasetId }, query: { sheet } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Loaded query={query} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={IconSparkles} title={t('cleaning.none')} />
        ) : (
          <Stack>
            <Text size="sm" c="dimmed">
              {t('cleaning.intro')}
            </Text>
            <SimpleGrid cols={{ base: 1, xl: 2 }}>
              {items.map((item) => (
                <Proposal key={item.column} proposal={item} />
              ))}
            </SimpleGrid>
          </Stack>
        )
      }
    </Loaded>
  );
}

function Proposal({ proposal }: { readonly proposal: Cleaning }): ReactNode {
  const { t } = useTranslation(['datasets', 'codes']);
  const { column, steps, examples, transforms, null_tokens, matches } = proposal;
  return (
    <Card withBorder padding="md">
      <Stack gap="sm">
        <Title order={3}>{column}</Title>
        <List size="sm">
          {steps.map(({ kind, reason, share }) => (
            <List.Item key={kind}>
              <b>{t(`codes:cleaning.${kind}`)}</b> · {reason} (
              {t('cleaning.share', { share: formatShare(share) })})
            </List.Item>
          ))}
        </List>
        <Words title={t('cleaning.transforms')} words={transforms.map(nameOf)} />
        <Words title={t('cleaning.nullTokens')} words={null_tokens} />
        {matches !== null && <Text size="sm">{t('cleaning.matches', matches)}</Text>}
        {examples.length > 0 && <Examples examples={examples} />}
      </Stack>
    </Card>
  );
}

function nameOf(transform: Cleaning['transforms'][number]): string {
  if (typeof transform === 'string') return transform;
  const { name, ...options } = transform;
  const shown = Object.values(options).map((value) => JSON.stringify(value));
  return shown.length === 0 ? String(name) : `${String(name)} ${shown.join(' ')}`;
}

function Words({ title, words }: { readonly title: string; readonly words: readonly string[] }): ReactNode {
  if (words.length === 0) return null;
  return (
    <Group gap={6}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {words.map((word) => (
        <Badge key={word} variant="default" tt="none" ff="monospace" fw={500}>
          {word}
        </Badge>
      ))}
    </Group>
  );
}

function Examples({ examples }: { readonly examples: Cleaning['examples'] }): ReactNode {
  const { t } = useTranslation('datasets');
  return (
    <Table withTableBorder fz="sm" layout="fixed" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cleaning.before')}</Table.Th>
          <Table.Th>{t('cleaning.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {examples.slice(0, 6).map(({ before, after, issue }) => (
          <Table.Tr key={before}>
            <Table.Td>
              <Sample text={before} />
            </Table.Td>
            <Table.Td>
              {issue === null ? (
                after === null ? (
                  <Text size="sm">{t('cleaning.empty')}</Text>
                ) : (
                  <Sample text={after} />
                )
              ) : (
                <Text size="sm">{t('cleaning.refused', { issue })}</Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** With its spaces to be seen; a long one is cut. */
function Sample({ text }: { readonly text: string }): ReactNode {
  return (
    <Code display="inline-block" maw="100%" title={text}>
      <Text span inherit lineClamp={3} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
    </Code>
  );
}
