import { Stack, Tabs } from '@mantine/core';
import { IconCode, IconSparkles, IconSquarePlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { DraftedGraph } from './drafted-graph.tsx';
import { EmptyGraphForm } from './empty-graph-form.tsx';
import { ImportYamlForm } from './import-yaml-form.tsx';
import type { Saving } from './saving.ts';

/** A new graph: drafted from a dataset, empty, or written already. */
export function NewGraphPage(): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const { saving, error } = useSaving();
  const sign = { size: 16, 'aria-hidden': true } as const;
  return (
    <Page
      title={t('graphs:new')}
      trail={[
        <LinkAnchor key="graphs" to="/graphs">
          {t('common:nav.graphs')}
        </LinkAnchor>,
      ]}
    >
      <Stack gap="md">
        {error !== null && <ProblemBox error={error} />}
        <Tabs defaultValue="draft" keepMounted={false}>
          <Tabs.List mb="lg">
            <Tabs.Tab value="draft" leftSection={<IconSparkles {...sign} />}>
              {t('graphs:fromDataset')}
            </Tabs.Tab>
            <Tabs.Tab value="empty" leftSection={<IconSquarePlus {...sign} />}>
              {t('graphs:empty.graph')}
            </Tabs.Tab>
            <Tabs.Tab value="yaml" leftSection={<IconCode {...sign} />}>
              {t('graphs:fromYaml')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="draft">
            <DraftedGraph saving={saving} />
          </Tabs.Panel>
          <Tabs.Panel value="empty">
            <EmptyGraphForm saving={saving} />
          </Tabs.Panel>
          <Tabs.Panel value="yaml">
            <ImportYamlForm saving={saving} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Page>
  );
}

function useSaving(): { readonly saving: Saving; readonly error: unknown } {
  const search = useSearch({ from: '/graphs/new' });
  const go = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save: Saving['save'] = (from) => {
    setBusy(true);
    setError(null);
    send(from)
      .then((graph) => go({ to: '/graphs/$graphId', params: { graphId: graph.id }, search }))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { saving: { isBusy, save }, error };
}

function send(from: Parameters<Saving['save']>[0]): Promise<Schemas['Graph']> {
  return dataOf(
    'spec' in from
      ? client.POST('/api/v1/graphs', { body: from.spec })
      : client.POST('/api/v1/graphs/import', {
          body: from.yaml,
          bodySerializer: (text) => text,
          headers: { 'content-type': 'application/yaml' },
        }),
  );
}
