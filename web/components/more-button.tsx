import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pages } from '../api/use-pages.ts';

/** Loads the next page of a list, where there is one. */
export function MoreButton({ pages }: { readonly pages: Omit<Pages<unknown>, 'data'> }): ReactNode {
  const { t } = useTranslation();
  if (!pages.hasMore) return null;
  return (
    <Button variant="default" w="fit-content" loading={pages.isLoadingMore} onClick={pages.loadMore}>
      {t('action.more')}
    </Button>
  );
}
