import { Badge, Button, Group, NavLink, ScrollArea, Select, Stack, Tabs, Text } from '@mantine/core';
import { IconEyeOff, IconWand } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { DeleteMenu } from '../../components/delete-menu.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { notifyDone } from '../../components/notify.ts';
import { OnlyFor } from '../../components/only-for.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { CleaningTab } from './cleaning-tab.tsx';
import { FilesTab } from './files-tab.tsx';
import { LinksTab } from './links-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { RowGrid } from './row-grid.tsx';
import { DATASET_TABS, type DatasetTab } from './tabs.ts';

const FROM = '/datasets/$datasetId';

export function DatasetPage(): ReactNode {
  const { datasetId } = useParams({ from: FROM });
  const query = api.useQuery('get', '/api/v1/datasets/{id}', { params: { path: { id: datasetId } } });
  return <Loaded query={query}>{(dataset) => <Detail dataset={dataset} />}</Loaded>;
}

function Detail({ dataset }: { readonly dataset: Schemas['Dataset'] }): ReactNode {
  const { t } = useTranslation('datasets');
  const go = useNavigate();
  const { connection } = useSearch({ from: FROM });
  const draftFor = new URLSearchParams({
    dataset: dataset.id,
    ...(connection === undefined ? {} : { connection }),
  });
  return (
    <Page
      title={dataset.name}
      badge={
        <Badge variant="default" tt="none">
          {t('files.version', { version: dataset.version })}
        </Badge>
      }
      trail={[
        <LinkAnchor key="all" to="/datasets">
          {t('title')}
        </LinkAnchor>,
      ]}
      actions={
        <>
          <OnlyFor least="editor">
            <Button
              onClick={() => void go({ href: `/graphs/new?${draftFor}` })}
              leftSection={<IconWand size={16} aria-hidden />}
            >
              {t('draft')}
            </Button>
          </OnlyFor>
          <MoreMenu dataset={dataset} />
        </>
      }
    >
      <SheetSelect sheets={dataset.sheets} />
      <Group align="start" gap="lg" wrap="nowrap">
        <SheetList sheets={dataset.sheets} />
        <Views dataset={dataset} />
      </Group>
    </Page>
  );
}

function MoreMenu({ dataset }: { readonly dataset: Schemas['Dataset'] }): ReactNode {
  const { t } = useTranslation('datasets');
  const go = useNavigate();
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await dataOf(client.DELETE('/api/v1/datasets/{id}', { params: { path: { id: dataset.id } } }));
    await queries.invalidateQueries({ queryKey: ['datasets'] });
    notifyDone(t('removed', { name: dataset.name }));
    await go({ to: '/datasets' });
  };
  return (
    <DeleteMenu
      least="editor"
      title={t('remove')}
      name={dataset.name}
      text={t('removeText')}
      remove={remove}
    />
  );
}

function SheetList({ sheets }: { readonly sheets: readonly Schemas['Sheet'][] }): ReactNode {
  const { t } = useTranslation('datasets');
  const go = useNavigate({ from: FROM });
  const shown = useShownSheet(sheets);
  return (
    <Stack
      gap={4}
      w={220}
      style={{ flexShrink: 0 }}
      component="nav"
      aria-label={t('sheets')}
      visibleFrom="lg"
    >
      <ScrollArea.Autosize
        mah="calc(100vh - 220px)"
        offsetScrollbars="y"
        type="auto"
        styles={{ content: { display: 'block' } }}
      >
        {sheets.map((sheet) => (
          <NavLink
            key={sheet.name}
            component="button"
            label={sheet.name}
            description={t('rows', { count: sheet.row_count })}
            active={sheet === shown}
            aria-current={sheet === shown ? 'true' : undefined}
            rightSection={sheet.hidden ? <IconEyeOff size={16} aria-label={t('hidden')} /> : null}
            onClick={() => void go({ search: (search) => ({ ...search, sheet: sheet.name }) })}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
            styles={{ label: { overflowWrap: 'anywhere' } }}
          />
        ))}
      </ScrollArea.Autosize>
    </Stack>
  );
}

/** The same where there is no room for a list beside the rows. */
function SheetSelect({ sheets }: { readonly sheets: readonly Schemas['Sheet'][] }): ReactNode {
  const { t } = useTranslation('datasets');
  const go = useNavigate({ from: FROM });
  const shown = useShownSheet(sheets);
  return (
    <Select
      hiddenFrom="lg"
      label={t('sheets')}
      maw={420}
      data={sheets.map(({ name, row_count }) => ({
        value: name,
        label: `${name} · ${t('rows', { count: row_count })}`,
      }))}
      value={shown?.name ?? null}
      allowDeselect={false}
      onChange={(sheet) => sheet !== null && void go({ search: (search) => ({ ...search, sheet }) })}
    />
  );
}

function useShownSheet(sheets: readonly Schemas['Sheet'][]): Schemas['Sheet'] | undefined {
  const { sheet } = useSearch({ from: FROM });
  return sheets.find(({ name }) => name === sheet) ?? sheets.find(({ hidden }) => !hidden) ?? sheets[0];
}

function Views({ dataset }: { readonly dataset: Schemas['Dataset'] }): ReactNode {
  const { t } = useTranslation('datasets');
  const go = useNavigate({ from: FROM });
  const { tab = 'rows' } = useSearch({ from: FROM });
  const sheet = useShownSheet(dataset.sheets);
  if (sheet === undefined) return null;
  const open = (chosen: string | null) =>
    void go({
      search: (search) => ({ ...search, tab: DATASET_TABS.find((one) => one === chosen) ?? 'rows' }),
    });
  return (
    <Tabs value={tab} onChange={open} flex={1} miw={0} keepMounted={false}>
      <Tabs.List aria-label={t('tabs.label')} mb="md">
        {DATASET_TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        <View tab={tab} dataset={dataset} sheet={sheet} />
      </Tabs.Panel>
    </Tabs>
  );
}

interface ViewProps {
  readonly tab: DatasetTab;
  readonly dataset: Schemas['Dataset'];
  readonly sheet: Schemas['Sheet'];
}

function View({ tab, dataset, sheet }: ViewProps): ReactNode {
  const { t } = useTranslation('datasets');
  switch (tab) {
    case 'rows':
      return (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('rows', { count: sheet.row_count })} · {t('columns', { count: sheet.columns.length })}
          </Text>
          <RowGrid key={sheet.name} datasetId={dataset.id} sheet={sheet} />
        </Stack>
      );
    case 'profile':
      return <ProfileTab datasetId={dataset.id} sheet={sheet.name} />;
    case 'cleaning':
      return <CleaningTab datasetId={dataset.id} sheet={sheet.name} />;
    case 'links':
      return <LinksTab datasetId={dataset.id} sheet={sheet.name} />;
    case 'files':
      return <FilesTab dataset={dataset} />;
  }
}
