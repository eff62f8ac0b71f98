import { Badge, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { OnlyFor } from '../../components/only-for.tsx';
import { codes } from '../../texts/en/codes.ts';
import { isKnown } from '../../texts/known.ts';
import { formatAgo } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';

const FROM = '/connections/$connectionId';

export function ModelsTab({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { model } = useSearch({ from: FROM });
  return model === undefined ? (
    <ModelList connectionId={connectionId} />
  ) : (
    <ModelFields connectionId={connectionId} model={model} />
  );
}

function ModelList({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { t } = useTranslation('connections');
  const go = useNavigate({ from: FROM });
  const { q = '' } = useSearch({ from: FROM });
  const [text] = useDebouncedValue(q, 200);
  const query = api.useQuery(
    'get',
    '/api/v1/connections/{id}/models',
    { params: { path: { id: connectionId }, query: { limit: 100, ...(text === '' ? {} : { q: text }) } } },
    { placeholderData: keepPreviousData },
  );
  return (
    <Stack>
      <Group align="end">
        <TextInput
          label={t('models.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={q}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            void go({ search: (search) => ({ ...search, q: typed }), replace: true });
          }}
          w={320}
        />
        <OnlyFor least="operator">
          <RefreshButton connectionId={connectionId} />
        </OnlyFor>
      </Group>
      <Loaded query={query} lines={8}>
        {(list) => (
          <>
            <Taken of={list} />
            <Text size="sm" role="status">
              {t('models.count', { shown: list.items.length, total: list.total })}
            </Text>
            <Table highlightOnHover>
              <Table.Tbody>
                {list.items.map(({ model, label }) => (
                  <Table.Tr key={model}>
                    <Table.Th scope="row">
                      <LinkAnchor
                        to="/connections/$connectionId"
                        params={{ connectionId }}
                        search={{ tab: 'models', model }}
                      >
                        {label ?? model}
                      </LinkAnchor>
                    </Table.Th>
                    <Table.Td ff="monospace">{model}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Taken({ of }: { readonly of: Pick<Schemas['ModelList'], 'taken_at'> }): ReactNode {
  const { t } = useTranslation('connections');
  return (
    <Text size="sm" c="dimmed">
      {of.taken_at === null ? t('models.shipped') : t('models.taken', { ago: formatAgo(of.taken_at) })}
    </Text>
  );
}

function RefreshButton({ connectionId }: { readonly connectionId: string }): ReactNode {
  const { t } = useTranslation('connections');
  const queries = useQueryClient();
  const refresh = useMutation({
    mutationFn: () =>
      dataOf(client.POST('/api/v1/connections/{id}/snapshot', { params: { path: { id: connectionId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/connections/{id}/models'] }),
    onError: notifyProblem,
  });
  return (
    <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
      {t('models.refresh')}
    </Button>
  );
}

function ModelFields({
  connectionId,
  model,
}: {
  readonly connectionId: string;
  readonly model: string;
}): ReactNode {
  const { t } = useTranslation('connections');
  const [text, setText] = useState('');
  const query = api.useQuery('get', '/api/v1/connections/{id}/models/{model}', {
    params: { path: { id: connectionId, model } },
  });
  return (
    <Stack>
      <Group>
        <LinkAnchor to="/connections/$connectionId" params={{ connectionId }} search={{ tab: 'models' }}>
          <Group gap={4}>
            <IconArrowLeft size={16} aria-hidden />
            {t('models.back')}
          </Group>
        </LinkAnchor>
      </Group>
      <Loaded query={query} lines={8}>
        {({ label, fields }) => (
          <>
            <Title order={2}>
              {label ?? model}{' '}
              <Text span ff="monospace" size="md">
                {model}
              </Text>
            </Title>
            <TextInput
              label={t('models.searchFields')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              w={320}
            />
            <FieldTable fields={fields.filter(({ name, label: words }) => isFound(text, name, words))} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function isFound(text: string, ...words: readonly string[]): boolean {
  const wanted = text.trim().toLowerCase();
  return words.some((word) => word.toLowerCase().includes(wanted));
}

function FieldTable({ fields }: { readonly fields: readonly Schemas['OdooField'][] }): ReactNode {
  const { t } = useTranslation(['connections', 'codes']);
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('models.field')}</Table.Th>
            <Table.Th />
            <Table.Th>{t('models.type')}</Table.Th>
            <Table.Th>{t('models.relation')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ name, label, type, relation, required, readonly }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{label}</Table.Th>
              <Table.Td ff="monospace">{name}</Table.Td>
              <Table.Td title={type}>
                {isKnown(codes.fieldType, type) ? t(`codes:fieldType.${type}`) : type}
              </Table.Td>
              <Table.Td ff="monospace">{relation ?? ''}</Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {required && (
                    <Badge variant="default" tt="none">
                      {t('models.required')}
                    </Badge>
                  )}
                  {readonly && (
                    <Badge variant="default" tt="none">
                      {t('models.readonly')}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
