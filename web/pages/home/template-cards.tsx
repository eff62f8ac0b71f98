import { Chip, Group, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { useTemplateInLanguage } from '../../components/in-language.ts';
import { Loaded } from '../../components/loaded.tsx';
import { LinkCard } from '../../ui/links.tsx';

export function TemplateCards(): ReactNode {
  const { t } = useTranslation('home');
  const go = useNavigate();
  const { category = 'all' } = useSearch({ from: '/' });
  const query = api.useQuery('get', '/api/v1/templates', {}, { staleTime: 60_000 });
  return (
    <Stack gap="sm" component="section" aria-labelledby="templates">
      <div>
        <Title order={2} id="templates">
          {t('templates.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('templates.text')}
        </Text>
      </div>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <Chip.Group
              value={category}
              onChange={(chosen) =>
                void go({ to: '/', search: chosen === 'all' ? {} : { category: chosen }, resetScroll: false })
              }
            >
              <Group gap="xs">
                <Chip value="all">{t('templates.all')}</Chip>
                {[...new Set(items.map((one) => one.category))].map((one) => (
                  <Chip key={one} value={one}>
                    {t(`category.${one}`)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
              {items
                .filter((one) => category === 'all' || one.category === category)
                .map((template) => (
                  <TemplateCard key={template.id} template={template} />
                ))}
            </SimpleGrid>
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function TemplateCard(props: { readonly template: Schemas['Template'] }): ReactNode {
  const { t } = useTranslation('home');
  const template = useTemplateInLanguage(props.template);
  const progress = api.useQuery('get', '/api/v1/templates/{id}/progress', {
    params: { path: { id: template.id } },
  });
  const percentage = progress.data?.percentage ?? 0;
  return (
    <LinkCard
      to="/templates/$templateId"
      params={{ templateId: template.id }}
      withBorder
      padding="md"
      c="inherit"
    >
      <Stack gap={8} h="100%">
        <div>
          <Title order={3}>{template.title}</Title>
          <Text size="xs" c="dimmed">
            {t(`level.${template.level}`)}
          </Text>
        </div>
        <Text size="sm" lineClamp={3}>
          {template.description}
        </Text>
        <Text size="xs" c="dimmed" mt="auto" lineClamp={2}>
          {template.models.join(' · ')}
        </Text>
        {percentage > 0 && (
          <Group gap="xs" wrap="nowrap">
            <Progress value={percentage} flex={1} aria-label={t('templates.progress', { percentage })} />
            <Text size="xs">{t('templates.progress', { percentage })}</Text>
          </Group>
        )}
      </Stack>
    </LinkCard>
  );
}
