import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../components/file-drop.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { uploadFiles } from '../../components/upload-files.ts';

export function UploadCard(): ReactNode {
  const { t } = useTranslation('home');
  const go = useNavigate();
  const upload = useMutation({
    mutationFn: (files: readonly File[]) => uploadFiles(files),
    onSuccess: ({ id }) => go({ to: '/datasets/$datasetId', params: { datasetId: id } }),
  });
  return (
    <>
      <FileDrop
        title={t('drop.title')}
        text={t('drop.text')}
        choose={t('drop.choose')}
        isBusy={upload.isPending}
        onFiles={(files) => upload.mutate(files)}
      />
      {upload.isError && <ProblemBox error={upload.error} />}
    </>
  );
}
