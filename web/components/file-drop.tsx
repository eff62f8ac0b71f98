import '@mantine/dropzone/styles.css';
import { Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';

export interface FileDropProps {
  readonly title: string;
  readonly text: string;
  readonly choose: string;
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Files by drag or by the browser's chooser. Which ones can be read is the server's to say. */
export function FileDrop({ title, text, choose, isBusy, onFiles }: FileDropProps): ReactNode {
  const openChooser = useRef<() => void>(null);
  return (
    <Dropzone
      openRef={openChooser}
      onDrop={onFiles}
      loading={isBusy}
      activateOnClick={false}
      activateOnKeyboard={false}
      tabIndex={-1}
      inputProps={{ 'aria-label': title }}
      styles={{ inner: { pointerEvents: 'all' } }}
      p="lg"
    >
      <Group wrap="nowrap" gap="lg">
        <IconUpload size={36} stroke={1.5} aria-hidden style={{ flexShrink: 0 }} />
        <Stack gap={4}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
          <Group mt={6}>
            <Button onClick={() => openChooser.current?.()}>{choose}</Button>
          </Group>
        </Stack>
      </Group>
    </Dropzone>
  );
}
