import { Grid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OnlyFor } from '../../components/only-for.tsx';
import { Page } from '../../ui/page.tsx';
import { NeedsYou } from './needs-you.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { SampleCards } from './sample-cards.tsx';
import { TemplateCards } from './template-cards.tsx';
import { UploadCard } from './upload-card.tsx';

export function HomePage(): ReactNode {
  const { t } = useTranslation('home');
  return (
    <Page title={t('title')} intro={t('lead')}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="xl">
            <OnlyFor least="operator">
              <UploadCard />
            </OnlyFor>
            <OnlyFor least="editor">
              <SampleCards />
            </OnlyFor>
            <TemplateCards />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="xl">
            <NeedsYou />
            <RecentRuns />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
