import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertCircle, IconCircleCheck, IconPencil } from '@tabler/icons-react';
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
import { useMay } from '../../components/session.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { formatNumber } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { OutsideLink, Page } from '../../ui/page.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ModelsTab } from './models-tab.tsx';
import { ReadinessTab } from './readiness-tab.tsx';
import { CONNECTION_TABS } from './tabs.ts';
import { useVerdict } from './use-verdict.ts';
import { ValuesTab } from './values-tab.tsx';

const FROM = '/connections/$connectionId';

export function ConnectionPage(): ReactNode {
  const { connectionId } = useParams({ from: FROM });
  const query = api.useQuery('get', '/api/v1/connections/{id}', { params: { path: { id: connectionId } } });
  return <Loaded query={query}>{(connection) => <Detail connection={connection} />}</Loaded>;
}

function Detail({ connection }: { readonly connection: Schemas['Connection'] }): ReactNode {
  const { t } = useTranslation(['connections', 'common']);
  const [isOpen, dialog] = useDisclosure();
  return (
    <Page
      title={connection.name}
      trail={[
        <LinkAnchor key="all" to="/connections">
          {t('title')}
        </LinkAnchor>,
      ]}
      actions={
        <>
          <OnlyFor least="admin">
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={dialog.open}
            >
              {t('common:action.edit')}
            </Button>
          </OnlyFor>
          <MoreMenu connection={connection} />
        </>
      }
    >
      <ConnectionDialog opened={isOpen} onClose={dialog.close} connection={connection} />
      <Views connection={connection} />
    </Page>
  );
}

function Views({ connection }: { readonly connection: Schemas['Connection'] }): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate({ from: FROM });
  const { tab = 'state' } = useSearch({ from: FROM });
  const open = (chosen: string | null) => {
    const found = CONNECTION_TABS.find((one) => one === chosen) ?? 'state';
    void go({ search: (search) => ({ ...search, tab: found }) });
  };
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={t('tabs.label')} mb="md">
        {CONNECTION_TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="state">
        <StateTab connection={connection} />
      </Tabs.Panel>
      <Tabs.Panel value="readiness">
        <ReadinessTab connectionId={connection.id} />
      </Tabs.Panel>
      <Tabs.Panel value="models">
        <ModelsTab connectionId={connection.id} />
      </Tabs.Panel>
      <Tabs.Panel value="values">
        <ValuesTab connectionId={connection.id} />
      </Tabs.Panel>
    </Tabs>
  );
}

function StateTab({ connection }: { readonly connection: Schemas['Connection'] }): ReactNode {
  const { t } = useTranslation('connections');
  const mayTest = useMay('operator');
  const verdict = useVerdict(connection.id, mayTest);
  const { batch_size, concurrency } = connection.profile;
  return (
    <Stack maw={900}>
      {!mayTest && verdict.data === undefined ? (
        <Text c="dimmed">{t('notTested')}</Text>
      ) : (
        <Loaded query={verdict} lines={3}>
          {({ verdict: word, message, server_version, transport, user }) => (
            <Stack>
              <Alert
                color={word === 'ok' ? 'green' : 'red'}
                icon={word === 'ok' ? <IconCircleCheck aria-hidden /> : <IconAlertCircle aria-hidden />}
                title={t(`verdict.${word}`)}
                role="status"
              >
                <Group justify="space-between" gap="sm">
                  <Text size="sm">{message}</Text>
                  <OnlyFor least="operator">
                    <Button
                      size="xs"
                      variant="default"
                      loading={verdict.isFetching}
                      onClick={() => void verdict.refetch()}
                    >
                      {t('testAgain')}
                    </Button>
                  </OnlyFor>
                </Group>
              </Alert>
              <Facts>
                <Fact name={t('found.version')}>{server_version ?? '–'}</Fact>
                <Fact name={t('found.transport')}>
                  {transport === 'json2' ? 'JSON-2' : transport === 'jsonrpc' ? 'JSON-RPC' : '–'}
                </Fact>
                <Fact name={t('found.user')}>{user ?? '–'}</Fact>
              </Facts>
            </Stack>
          )}
        </Loaded>
      )}
      <Facts>
        <Fact name={t('column.url')}>
          <OutsideLink href={connection.url}>{connection.url}</OutsideLink>
        </Fact>
        <Fact name={t('column.database')}>{connection.database}</Fact>
        <Fact name={t('column.login')}>{connection.login ?? '–'}</Fact>
        <Fact name={t('form.batch')}>
          {batch_size === undefined ? t('form.batchText') : formatNumber(batch_size)}
        </Fact>
        <Fact name={t('form.concurrency')}>
          {concurrency === undefined ? t('form.concurrencyText') : formatNumber(concurrency)}
        </Fact>
      </Facts>
    </Stack>
  );
}

function MoreMenu({ connection }: { readonly connection: Schemas['Connection'] }): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate();
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await dataOf(client.DELETE('/api/v1/connections/{id}', { params: { path: { id: connection.id } } }));
    await go({ to: '/connections' });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/connections'] });
    notifyDone(t('removed', { name: connection.name }));
  };
  return (
    <DeleteMenu
      least="admin"
      title={t('remove')}
      name={connection.name}
      text={t('removeText')}
      remove={remove}
    />
  );
}
