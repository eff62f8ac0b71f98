import {
  Alert,
  Button,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { ROLES, type Role, useSession } from '../../components/session.ts';
import { ConfirmTyped } from '../../ui/confirm-typed.tsx';
import { formatAgo } from '../../ui/format.ts';
import { RowAct, SettingsTable } from './settings-table.tsx';

type User = Schemas['User'];
const USERS = ['get', '/api/v1/users'] as const;

export function UsersTab(): ReactNode {
  const { t } = useTranslation('settings');
  const [isOpen, dialog] = useDisclosure();
  const session = useSession();
  const query = api.useQuery('get', '/api/v1/users', { params: { query: { limit: 200 } } });
  return (
    <Stack>
      {session?.mode === 'local' && (
        <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
          {t('users.local')}
        </Alert>
      )}
      <Group>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
          {t('users.add')}
        </Button>
      </Group>
      <Modal opened={isOpen} onClose={dialog.close} title={t('users.add')}>
        <NewUserForm onDone={dialog.close} />
      </Modal>
      <Loaded query={query}>{({ items }) => <UserTable users={items} />}</Loaded>
    </Stack>
  );
}

function useRoleChoices() {
  const { t } = useTranslation('settings');
  return ROLES.map((value) => ({ value, label: `${t(`role.${value}`)}: ${t(`roleText.${value}`)}` }));
}

function NewUserForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const roles = useRoleChoices();
  const [user, setUser] = useState<Schemas['NewUser']>({
    email: '',
    name: '',
    role: 'operator',
    password: '',
  });
  const add = useMutation({
    mutationFn: () => dataOf(client.POST('/api/v1/users', { body: user })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: USERS });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const text = (name: 'email' | 'name' | 'password') => ({
    label: t(`users.${name}`),
    required: true,
    value: user[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setUser({ ...user, [name]: event.currentTarget.value }),
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput {...text('email')} type="email" data-autofocus />
        <TextInput {...text('name')} />
        <Select
          label={t('users.role')}
          data={roles}
          value={user.role}
          allowDeselect={false}
          onChange={(role) => role && setUser({ ...user, role })}
        />
        <PasswordInput {...text('password')} minLength={12} autoComplete="new-password" />
        {add.isError && <ProblemBox error={add.error} />}
        <Button type="submit" loading={add.isPending}>
          {t('users.add')}
        </Button>
      </Stack>
    </form>
  );
}

function UserTable({ users }: { readonly users: readonly User[] }): ReactNode {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<User | null>(null);
  const roles = useRoleChoices();
  const refresh = () => queries.invalidateQueries({ queryKey: USERS });
  const change = useMutation({
    mutationFn: ({ id, role }: { readonly id: string; readonly role: Role }) =>
      dataOf(client.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { role } })),
    onSettled: refresh,
    onError: notifyProblem,
  });
  const remove = useMutation({
    mutationFn: ({ id }: User) => dataOf(client.DELETE('/api/v1/users/{id}', { params: { path: { id } } })),
    onSettled: async () => {
      setLeaving(null);
      await refresh();
    },
    onError: notifyProblem,
  });
  return (
    <>
      <SettingsTable heads={[t('users.email'), t('users.name'), t('users.role'), t('users.lastSignIn')]}>
        {users.map((user) => (
          <Table.Tr key={user.id}>
            <Table.Th scope="row">{user.email}</Table.Th>
            <Table.Td>{user.name}</Table.Td>
            <Table.Td>
              <Select
                aria-label={`${t('users.role')}: ${user.email}`}
                data={roles}
                value={user.role}
                allowDeselect={false}
                onChange={(role) => role && change.mutate({ id: user.id, role })}
              />
            </Table.Td>
            <Table.Td>
              {user.last_sign_in_at === null ? t('users.never') : formatAgo(user.last_sign_in_at)}
            </Table.Td>
            <RowAct act={t('users.remove')} of={user.email} onClick={() => setLeaving(user)} />
          </Table.Tr>
        ))}
      </SettingsTable>
      <ConfirmTyped
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('users.removeTitle')}
        text={leaving?.email ?? ''}
        action={t('users.remove')}
        isBusy={remove.isPending}
        onConfirm={() => leaving !== null && remove.mutate(leaving)}
      >
        <Text size="sm">{t('users.removeText', { email: leaving?.email ?? '' })}</Text>
      </ConfirmTyped>
    </>
  );
}
