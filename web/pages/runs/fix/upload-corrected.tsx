import { Button, FileButton, Tooltip } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOver, openRowsOf, type Run } from '../run-record.ts';
import { useCorrectFiles, useNewestVersion } from './use-corrections.ts';

/** Takes the file of rejects back, corrected. */
export function UploadCorrected({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('rows');
  const newest = useNewestVersion(run.dataset_id);
  const { mutate, isPending } = useCorrectFiles(newest?.id ?? run.dataset_id);
  if (!isOver(run) || openRowsOf(run) === 0) return null;
  return (
    <FileButton
      multiple
      accept=".xlsx,.csv,.zip"
      onChange={(files) => {
        if (files.length > 0) mutate(files);
      }}
    >
      {(props) => (
        <Tooltip label={t('uploadHint')} multiline w={280}>
          <Button
            {...props}
            variant="default"
            loading={isPending}
            leftSection={<IconUpload size={18} aria-hidden />}
          >
            {t('upload')}
          </Button>
        </Tooltip>
      )}
    </FileButton>
  );
}
