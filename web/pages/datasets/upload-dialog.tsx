import { Accordion, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../components/file-drop.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { type ReadingOptions, uploadFiles } from '../../components/upload-files.ts';

const ENCODINGS = [
  'UTF-8',
  'windows-1252',
  'ISO-8859-1',
  'ISO-8859-15',
  'UTF-16LE',
  'UTF-16BE',
  'Shift_JIS',
  'GB18030',
];

export function UploadDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation(['datasets', 'home']);
  const go = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [reading, setReading] = useState<ReadingOptions>({});
  const upload = useMutation({
    mutationFn: (files: readonly File[]) => uploadFiles(files, { name, reading }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['datasets'] });
      await go({ to: '/datasets/$datasetId', params: { datasetId: id } });
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('uploadTitle')} size="lg">
      <Stack>
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Accordion variant="contained">
          <Accordion.Item value="reading">
            <Accordion.Control>{t('reading')}</Accordion.Control>
            <Accordion.Panel>
              <ReadingFields value={reading} onChange={setReading} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <FileDrop
          title={t('home:drop.title')}
          text={t('home:drop.text')}
          choose={t('home:drop.choose')}
          isBusy={upload.isPending}
          onFiles={(files) => upload.mutate(files)}
        />
        {upload.isError && <ProblemBox error={upload.error} />}
      </Stack>
    </Modal>
  );
}

function ReadingFields(props: {
  readonly value: ReadingOptions;
  readonly onChange: (value: ReadingOptions) => void;
}): ReactNode {
  const { t } = useTranslation('datasets');
  /** A field that is not set must not be in the options at all. */
  const set = (change: { readonly [Key in keyof ReadingOptions]?: ReadingOptions[Key] | undefined }) => {
    const all = Object.entries({ ...props.value, ...change }).filter(([, value]) => value !== undefined);
    props.onChange(Object.fromEntries(all));
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{t('readingText')}</Text>
      <Select
        label={t('encoding')}
        placeholder={t('detected')}
        data={ENCODINGS}
        value={props.value.encoding ?? null}
        onChange={(value) => set({ encoding: value ?? undefined })}
        clearable
        searchable
      />
      <Select
        label={t('delimiter')}
        placeholder={t('detected')}
        data={[',', ';', '|', { value: '\t', label: t('tab') }]}
        value={props.value.delimiter ?? null}
        onChange={(value) => set({ delimiter: value ?? undefined })}
        clearable
      />
      <NumberInput
        label={t('headerRow')}
        description={t('headerRowText')}
        placeholder={t('detected')}
        min={0}
        max={1000}
        value={props.value.header_row ?? ''}
        onChange={(value) => set({ header_row: typeof value === 'number' ? value : undefined })}
      />
    </Stack>
  );
}
