import {
  Fieldset,
  type InputWrapperProps,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';

type Connection = Schemas['Connection'];
type Values = Pick<Connection, 'name' | 'url' | 'database' | 'transport' | 'profile'> & {
  readonly login: string;
  readonly secret: string;
};

const NOTHING: Values = {
  name: '',
  url: '',
  database: '',
  login: '',
  secret: '',
  transport: 'auto',
  profile: {},
};

function save(values: Values, id: string | undefined): Promise<Connection> {
  const { login, secret, ...rest } = values;
  const body = { ...rest, ...(login === '' ? {} : { login }) };
  return dataOf(
    id === undefined
      ? client.POST('/api/v1/connections', { body: { ...body, secret } })
      : client.PATCH('/api/v1/connections/{id}', {
          params: { path: { id } },
          body: { ...body, ...(secret === '' ? {} : { secret }) },
        }),
  );
}

export interface ConnectionDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Which one is changed; none: a new one. */
  readonly connection?: Connection;
}

export function ConnectionDialog({ opened, onClose, connection }: ConnectionDialogProps): ReactNode {
  const { t } = useTranslation('connections');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(connection === undefined ? 'form.newTitle' : 'form.editTitle')}
      size="lg"
    >
      <ConnectionForm onClose={onClose} {...(connection === undefined ? {} : { connection })} />
    </Modal>
  );
}

function ConnectionForm({ connection, onClose }: Omit<ConnectionDialogProps, 'opened'>): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate();
  const queries = useQueryClient();
  const [values, setValues] = useState<Values>(
    connection === undefined ? NOTHING : { ...NOTHING, ...pick(connection), login: connection.login ?? '' },
  );
  const saving = useMutation({
    mutationFn: () => save(values, connection?.id),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/connections'] });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/connections/{id}'] });
      queries.removeQueries({ queryKey: ['verdict', id] });
      onClose();
      await go({ to: '/connections/$connectionId', params: { connectionId: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <AddressFields values={values} onChange={setValues} isSecretKept={connection?.has_secret === true} />
        <LimitFields values={values} onChange={setValues} />
        {saving.isError && <ProblemBox error={saving.error} />}
        <FormButtons action={t('form.save')} isBusy={saving.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function pick({ name, url, database, transport, profile }: Connection) {
  return { name, url, database, transport, profile };
}

interface FieldsProps {
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

function AddressFields({
  values,
  onChange,
  isSecretKept,
}: FieldsProps & { readonly isSecretKept: boolean }): ReactNode {
  const { t } = useTranslation('connections');
  const text = (name: 'name' | 'url' | 'database' | 'login' | 'secret') => ({
    label: t(`form.${name}`),
    value: values[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...text('name')} required data-autofocus />
      <TextInput {...text('url')} required type="url" description={t('form.urlText')} />
      <TextInput {...text('database')} required />
      <TextInput {...text('login')} description={t('form.loginText')} autoComplete="off" />
      <PasswordInput
        {...text('secret')}
        required={!isSecretKept}
        description={t(isSecretKept ? 'form.secretKept' : 'form.secretText')}
        autoComplete="new-password"
      />
    </>
  );
}

const HINT_BELOW: InputWrapperProps['inputWrapperOrder'] = ['label', 'input', 'description'];

function LimitFields({ values, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation('connections');
  const { profile } = values;
  const limit = (name: 'batch_size' | 'concurrency') => (value: string | number) => {
    const { [name]: _, ...rest } = profile;
    onChange({ ...values, profile: typeof value === 'number' ? { ...rest, [name]: value } : rest });
  };
  return (
    <Fieldset legend={t('form.limits')}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <NumberInput
          label={t('form.batch')}
          inputWrapperOrder={HINT_BELOW}
          description={t('form.batchText')}
          min={1}
          max={5000}
          value={profile.batch_size ?? ''}
          onChange={limit('batch_size')}
        />
        <NumberInput
          label={t('form.concurrency')}
          inputWrapperOrder={HINT_BELOW}
          description={t('form.concurrencyText')}
          min={1}
          max={16}
          value={profile.concurrency ?? ''}
          onChange={limit('concurrency')}
        />
        <Select
          label={t('form.transport')}
          data={[
            { value: 'auto', label: t('form.auto') },
            { value: 'json2', label: 'JSON-2' },
            { value: 'jsonrpc', label: 'JSON-RPC' },
          ]}
          value={values.transport}
          allowDeselect={false}
          onChange={(value) => onChange({ ...values, transport: value ?? 'auto' })}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
