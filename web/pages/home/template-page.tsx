import { Alert, Badge, Button, Grid, Group, List, Stack, Table, Text, Timeline, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { useTemplateInLanguage } from '../../components/in-language.ts';
import { Loaded } from '../../components/loaded.tsx';
import { OnlyFor } from '../../components/only-for.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { UseTemplate } from './use-template.tsx';

export function TemplatePage(): ReactNode {
  const { templateId } = useParams({ from: '/templates/$templateId' });
  const path = { params: { path: { id: templateId } } };
  const query = api.useQuery('get', '/api/v1/templates/{id}', path);
  const progress = api.useQuery('get', '/api/v1/templates/{id}/progress', path);
  return (
    <Loaded query={query}>{(template) => <Detail template={template} progress={progress.data} />}</Loaded>
  );
}

interface DetailProps {
  readonly template: Schemas['TemplateDetail'];
  readonly progress: Schemas['TemplateProgress'] | undefined;
}

function Detail({ template: given, progress }: DetailProps): ReactNode {
  const { t } = useTranslation('home');
  const template = useTemplateInLanguage(given);
  return (
    <Page
      title={template.title}
      intro={template.description}
      badge={
        <Badge variant="default" tt="none">
          {t(`level.${template.level}`)}
        </Badge>
      }
      trail={[
        <LinkAnchor key="home" to="/">
          {t('title')}
        </LinkAnchor>,
      ]}
      actions={
        <Button
          component="a"
          href={`/api/v1/templates/${encodeURIComponent(template.id)}/workbook`}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('template.download')}
        </Button>
      }
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="xl">
            <Sheets sheets={template.sheets} />
            <Warnings warnings={template.warnings} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="xl">
            <OnlyFor least="editor">
              <UseTemplate templateId={template.id} />
            </OnlyFor>
            <Steps template={template} progress={progress} />
            <Words title={t('template.models')} words={template.models} />
            <Words title={t('template.modules')} words={template.modules} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Steps({ template, progress }: DetailProps): ReactNode {
  const { t } = useTranslation('home');
  const firstOpen = template.steps.findIndex((_, index) => progress?.steps[index]?.state !== 'done');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('template.steps')}
      </Title>
      <Timeline active={(firstOpen === -1 ? template.steps.length : firstOpen) - 1} bulletSize={18}>
        {template.steps.map(({ title, text }) => (
          <Timeline.Item key={title} title={title}>
            <Text size="sm">{text}</Text>
          </Timeline.Item>
        ))}
      </Timeline>
      {progress !== undefined && progress.graphs.length > 0 && (
        <Stack gap={4} mt="md">
          <Title order={3}>{t('template.made')}</Title>
          {progress.graphs.map(({ graph_id, graph_name, percentage }) => (
            <Group key={graph_id} justify="space-between">
              <LinkAnchor to="/graphs/$graphId" params={{ graphId: graph_id }}>
                {graph_name}
              </LinkAnchor>
              <Text size="sm">{t('templates.progress', { percentage })}</Text>
            </Group>
          ))}
        </Stack>
      )}
    </section>
  );
}

function Sheets({ sheets }: { readonly sheets: Schemas['Template']['sheets'] }): ReactNode {
  const { t } = useTranslation('home');
  return (
    <section>
      <Title order={2} mb="sm">
        {t('template.sheets')}
      </Title>
      <Table withTableBorder verticalSpacing="sm">
        <Table.Tbody>
          {sheets.map(({ name, text, columns, rows }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" style={{ verticalAlign: 'top' }} w={160}>
                {name}
                <Text size="xs" fw={400}>
                  {t('template.rows', { count: rows })}
                </Text>
              </Table.Th>
              <Table.Td>
                <Text size="sm" mb={6}>
                  {text}
                </Text>
                <Group gap={4}>
                  {columns.map((column) => (
                    <Badge key={column} variant="default" tt="none" fw={500}>
                      {column}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Warnings({ warnings }: { readonly warnings: Schemas['Template']['warnings'] }): ReactNode {
  const { t } = useTranslation('home');
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('template.warnings')}>
      <List size="sm" spacing={4}>
        {warnings.map(({ trap, text }) => (
          <List.Item key={`${trap} ${text}`}>{text}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Words({ title, words }: { readonly title: string; readonly words: readonly string[] }): ReactNode {
  if (words.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Group gap={6}>
        {words.map((word) => (
          <Badge key={word} variant="default" tt="none" ff="monospace" fw={500}>
            {word}
          </Badge>
        ))}
      </Group>
    </section>
  );
}
