import { ActionIcon, Button, Group, Menu, SegmentedControl } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheck,
  IconCode,
  IconDotsVertical,
  IconHistory,
  IconLayout2,
  IconPencil,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WhereEditable } from '../../graph/editing.tsx';
import { forgetPositions } from '../../graph/edits.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { InputSelects } from './input-selects.tsx';
import type { EditorPage } from './use-graph-editor.ts';

/** What is done to the whole graph, and with which data and Odoo it is looked at. */
export function EditorBar({ page }: { readonly page: EditorPage }): ReactNode {
  const { t } = useTranslation('graphs');
  const { editor, search, setSearch } = page;
  return (
    <Group justify="space-between" gap="sm" role="toolbar" aria-label={t('tools')}>
      <Group gap="xs">
        <WhereEditable>
          <Button
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            variant="light"
            onClick={() => editor.ask({ kind: 'add' })}
          >
            {t('addNode')}
          </Button>
          <Group gap={0}>
            <IconButton
              icon={IconArrowBackUp}
              label={t('undo')}
              onClick={editor.undo}
              disabled={!editor.canUndo}
            />
            <IconButton
              icon={IconArrowForwardUp}
              label={t('redo')}
              onClick={editor.redo}
              disabled={!editor.canRedo}
            />
          </Group>
        </WhereEditable>
        <SegmentedControl
          size="sm"
          aria-label={t('view')}
          value={search.view ?? 'canvas'}
          onChange={(view) => setSearch({ view: view === 'outline' ? 'outline' : undefined })}
          data={[
            { value: 'canvas', label: t('views.canvas') },
            { value: 'outline', label: t('views.outline') },
          ]}
        />
        <ProblemsButton page={page} />
        <MoreMenu page={page} />
      </Group>
      <InputSelects chosen={search} onChoose={setSearch} />
    </Group>
  );
}

function ProblemsButton({ page }: { readonly page: EditorPage }): ReactNode {
  const { t } = useTranslation('graphs');
  const { problems } = page.editor;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const Sign = errors > 0 ? IconX : problems.length > 0 ? IconAlertTriangle : IconCircleCheck;
  const color = errors > 0 ? 'red' : problems.length > 0 ? 'yellow' : 'green';
  const isOpen = page.search.panel === 'problems';
  return (
    <Button
      size="sm"
      variant={isOpen ? 'light' : 'default'}
      aria-expanded={isOpen}
      leftSection={<Sign size={16} color={`var(--mantine-color-${color}-7)`} aria-hidden />}
      onClick={() => page.setSearch({ panel: isOpen ? undefined : 'problems' })}
    >
      {t('problemCount', { count: problems.length })}
    </Button>
  );
}

function MoreMenu({ page }: { readonly page: EditorPage }): ReactNode {
  const { t } = useTranslation('graphs');
  const { editor } = page;
  const sign = { size: 16, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('moreTools')}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCode {...sign} />} onClick={() => editor.ask({ kind: 'yaml' })}>
          {t('yaml.open')}
        </Menu.Item>
        <WhereEditable>
          <Menu.Item leftSection={<IconLayout2 {...sign} />} onClick={() => editor.change(forgetPositions)}>
            {t('layOut')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPencil {...sign} />}
            onClick={() => editor.ask({ kind: 'renameGraph' })}
          >
            {t('renameGraph')}
          </Menu.Item>
        </WhereEditable>
        <Menu.Item leftSection={<IconHistory {...sign} />} onClick={() => editor.ask({ kind: 'versions' })}>
          {t('versions.open')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
