import { Alert, Group, Text } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { LinkButton } from '../../ui/links.tsx';
import type { NewGraphSearch } from './search.ts';

/** A graph is for every delivery of the same kind of data: the one of this name, if there is one, instead of a second. */
export function SameNamedGraph({
  name,
  inputs,
}: {
  readonly name: string;
  readonly inputs: NewGraphSearch;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const query = api.useQuery('get', '/api/v1/graphs', { params: { query: { q: name, limit: 50 } } });
  const same = query.data?.items.find((graph) => graph.name === name);
  if (same === undefined) return null;
  return (
    <Alert icon={<IconSitemap aria-hidden />} title={t('draft.sameName', { name })}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 320px">
          {t('draft.sameNameText')}
        </Text>
        <LinkButton
          to="/graphs/$graphId"
          params={{ graphId: same.id }}
          search={inputs}
          variant="default"
          size="sm"
        >
          {t('draft.useSame')}
        </LinkButton>
      </Group>
    </Alert>
  );
}
