import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle, IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { isAtLeast, ROLES, useSession } from '../../components/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatAgo, formatDateTime } from '../../ui/format.ts';
import { RowAct, SettingsTable } from './settings-table.tsx';

const TOKENS = ['get', '/api/v1/tokens'] as const;
/** Each may what the role at its place may. */
const SCOPES = ['read', 'run', 'edit', 'admin'] as const;

export function TokensTab(): ReactNode {
  const { t } = useTranslation('settings');
  const session = useSession();
  if (session?.mode === 'local')
    return (
      <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
        {t('tokens.local')}
      </Alert>
    );
  return <Tokens />;
}

function Tokens(): ReactNode {
  const { t } = useTranslation('settings');
  const [isOpen, dialog] = useDisclosure();
  const query = api.useQuery('get', '/api/v1/tokens');
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
      {t('tokens.add')}
    </Button>
  );
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('tokens.intro')}
      </Text>
      <Group>{add}</Group>
      <Modal opened={isOpen} onClose={dialog.close} title={t('tokens.add')}>
        <NewTokenForm />
      </Modal>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={IconKey} title={t('tokens.none')} />
          ) : (
            <TokenTable tokens={items} />
          )
        }
      </Loaded>
    </Stack>
  );
}

function NewTokenForm(): ReactNode {
  const { t } = useTranslation(['settings', 'common']);
  const queries = useQueryClient();
  const own = useSession()?.role ?? null;
  const scopes = SCOPES.filter((_, at) => isAtLeast(own, ROLES[at] ?? 'admin'));
  const [token, setToken] = useState<Schemas['NewToken']>({
    name: '',
    scope: scopes.includes('run') ? 'run' : 'read',
    expires_in_days: 90,
  });
  const make = useMutation({
    mutationFn: () => dataOf(client.POST('/api/v1/tokens', { body: token })),
    onSuccess: () => queries.invalidateQueries({ queryKey: TOKENS }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  if (make.data !== undefined) {
    const { secret } = make.data;
    return (
      <Stack>
        <Text>{t('tokens.secret')}</Text>
        <Code block>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{t(copied ? 'common:action.copied' : 'common:action.copy')}</Button>
          )}
        </CopyButton>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('tokens.name')}
          required
          data-autofocus
          value={token.name}
          onChange={(event) => setToken({ ...token, name: event.currentTarget.value })}
        />
        <Select
          label={t('tokens.scope')}
          data={scopes.map((value) => ({ value, label: t(`scope.${value}`) }))}
          value={token.scope}
          allowDeselect={false}
          onChange={(scope) => scope && setToken({ ...token, scope })}
        />
        <NumberInput
          label={t('tokens.days')}
          min={1}
          max={365}
          value={token.expires_in_days}
          onChange={(days) => typeof days === 'number' && setToken({ ...token, expires_in_days: days })}
        />
        {make.isError && <ProblemBox error={make.error} />}
        <Button type="submit" loading={make.isPending}>
          {t('tokens.add')}
        </Button>
      </Stack>
    </form>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly Schemas['Token'][] }): ReactNode {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => dataOf(client.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: TOKENS }),
    onError: notifyProblem,
  });
  return (
    <SettingsTable
      heads={[
        t('tokens.name'),
        t('tokens.scope'),
        t('tokens.hint'),
        t('tokens.expires'),
        t('tokens.lastUsed'),
      ]}
    >
      {tokens.map(({ id, name, scope, hint, expires_at, last_used_at }) => (
        <Table.Tr key={id}>
          <Table.Th scope="row">{name}</Table.Th>
          <Table.Td>{t(`scope.${scope}`)}</Table.Td>
          <Table.Td ff="monospace">{hint}…</Table.Td>
          <Table.Td>{formatDateTime(expires_at)}</Table.Td>
          <Table.Td>{last_used_at === null ? t('users.never') : formatAgo(last_used_at)}</Table.Td>
          <RowAct act={t('tokens.revoke')} of={name} onClick={() => revoke.mutate(id)} />
        </Table.Tr>
      ))}
    </SettingsTable>
  );
}
