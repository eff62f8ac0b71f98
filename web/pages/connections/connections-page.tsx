import { Button, Group, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFlask, IconPlug, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { OnlyFor } from '../../components/only-for.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { ConnectionDialog } from './connection-dialog.tsx';
import { useVerdict } from './use-verdict.ts';
import { VerdictBadge } from './verdict-badge.tsx';

export function ConnectionsPage(): ReactNode {
  const { t } = useTranslation('connections');
  const [isOpen, dialog] = useDisclosure();
  const query = api.useQuery('get', '/api/v1/connections', { params: { query: { limit: 200 } } });
  const actions = (
    <Group gap="xs">
      <OnlyFor least="editor">
        <SandboxButton />
      </OnlyFor>
      <OnlyFor least="admin">
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
          {t('add')}
        </Button>
      </OnlyFor>
    </Group>
  );
  return (
    <Page title={t('title')} intro={t('intro')} actions={actions}>
      <ConnectionDialog opened={isOpen} onClose={dialog.close} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconPlug} title={t('none')} text={t('noneText')} action={actions} />
          ) : (
            <ConnectionTable items={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function SandboxButton(): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate();
  const open = useMutation({
    mutationFn: () => dataOf(client.POST('/api/v1/connections/sandbox')),
    onSuccess: ({ id }) => go({ to: '/connections/$connectionId', params: { connectionId: id } }),
    onError: notifyProblem,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFlask size={16} aria-hidden />}
      loading={open.isPending}
      onClick={() => open.mutate()}
    >
      {t('sandbox')}
    </Button>
  );
}

function ConnectionTable({ items }: { readonly items: readonly Schemas['Connection'][] }): ReactNode {
  const { t } = useTranslation('connections');
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th>{t('column.url')}</Table.Th>
            <Table.Th>{t('column.database')}</Table.Th>
            <Table.Th>{t('column.login')}</Table.Th>
            <Table.Th w={270}>{t('column.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((connection) => (
            <Table.Tr key={connection.id}>
              <Table.Td>
                <LinkAnchor to="/connections/$connectionId" params={{ connectionId: connection.id }} fw={600}>
                  {connection.name}
                </LinkAnchor>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{connection.url}</Table.Td>
              <Table.Td>{connection.database}</Table.Td>
              <Table.Td>{connection.login ?? '–'}</Table.Td>
              <Table.Td>
                <TestCell id={connection.id} name={connection.name} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TestCell({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const { t } = useTranslation('connections');
  const verdict = useVerdict(id, false);
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      {verdict.data === undefined ? (
        <Text size="sm" c="dimmed">
          {t('notTested')}
        </Text>
      ) : (
        <VerdictBadge verdict={verdict.data.verdict} />
      )}
      <OnlyFor least="operator">
        <Button
          size="compact-sm"
          variant="default"
          loading={verdict.isFetching}
          onClick={() => void verdict.refetch()}
          aria-label={`${t('test')}: ${name}`}
        >
          {t('test')}
        </Button>
      </OnlyFor>
    </Group>
  );
}
