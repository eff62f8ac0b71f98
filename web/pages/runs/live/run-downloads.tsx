import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countsOf, type Run } from '../run-record.ts';

/** Rejects to be corrected, and reports. */
export function RunDownloads({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const { rejected, blocked } = countsOf(run.progress.nodes);
  const base = `/api/v1/runs/${encodeURIComponent(run.id)}`;
  const files = [
    ...(rejected > 0
      ? ([
          ['rejectsXlsx', 'rejects.xlsx'],
          ['rejectsCsv', 'rejects.csv'],
        ] as const)
      : []),
    ...(blocked > 0 ? ([['rejectsBlocked', 'rejects.xlsx?include=blocked']] as const) : []),
    ['reportXlsx', 'report.xlsx'],
    ['reportCsv', 'report.csv'],
    ['reportJson', 'report.json'],
  ] as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          {t('action.downloads')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(([name, address]) => (
          <Menu.Item key={name} component="a" href={`${base}/${address}`} download>
            {t(`download.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
