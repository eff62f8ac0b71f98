import { Badge, Group, Text, ThemeIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBack, IconTable, IconX } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';
import classes from './canvas.module.css';
import type { ModelCard, SheetCard } from './flow.ts';
import { iconOfModel } from './model-icons.ts';

export const ModelCardView = memo(function ModelCardView({
  data,
  selected,
}: NodeProps<ModelCard>): ReactNode {
  const { t } = useTranslation('graphs');
  const Sign = iconOfModel(data.model);
  const isBad = data.errors > 0;
  return (
    <div className={classes.card} data-selected={selected} data-bad={isBad}>
      <Handle type="target" position={Position.Left} className={classes.handle} />
      <Group gap={8} wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" size={30} aria-hidden>
          <Sign size={18} />
        </ThemeIcon>
        <div className={classes.words}>
          <Text size="sm" fw={600} truncate title={data.label}>
            {data.label}
          </Text>
          <Text size="xs" className={classes.quiet} truncate ff="monospace">
            {data.model}
          </Text>
        </div>
      </Group>
      <Group gap={6} wrap="nowrap" justify="space-between" className={classes.foot}>
        <Group gap={4} wrap="nowrap" miw={0}>
          <IconTable size={13} aria-hidden className={classes.sign} />
          <Text size="xs" truncate title={data.sheet ?? ''}>
            {data.sheet ?? t('noSheet')}
          </Text>
        </Group>
        <Group gap={4} wrap="nowrap">
          {data.own.length > 0 && (
            <Tooltip label={t('selfReference', { fields: data.own.join(', ') })}>
              <IconArrowBack size={14} aria-label={t('selfReference', { fields: data.own.join(', ') })} />
            </Tooltip>
          )}
          <Problems errors={data.errors} warnings={data.warnings} />
          <Text size="xs" className={classes.count}>
            {t('fieldCount', { count: data.fields })}
          </Text>
        </Group>
      </Group>
      <Handle type="source" position={Position.Right} className={classes.handle} />
    </div>
  );
});

function Problems({ errors, warnings }: { readonly errors: number; readonly warnings: number }): ReactNode {
  const { t } = useTranslation('graphs');
  if (errors + warnings === 0) return null;
  const isBad = errors > 0;
  const text = isBad ? t('errorCount', { count: errors }) : t('warningCount', { count: warnings });
  return (
    <Tooltip label={text}>
      <Badge
        size="sm"
        variant="filled"
        color={isBad ? 'red.9' : 'yellow.4'}
        leftSection={isBad ? <IconX size={11} aria-hidden /> : <IconAlertTriangle size={11} aria-hidden />}
        aria-label={text}
        role="img"
      >
        {formatNumber(isBad ? errors : warnings)}
      </Badge>
    </Tooltip>
  );
}

export const SheetCardView = memo(function SheetCardView({
  data,
  selected,
}: NodeProps<SheetCard>): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  return (
    <div className={classes.sheet} data-selected={selected} data-unused={!data.isUsed}>
      <Group gap={8} wrap="nowrap">
        <IconTable size={18} aria-hidden className={classes.sign} />
        <div className={classes.words}>
          <Text size="sm" fw={500} truncate title={data.sheet}>
            {data.sheet}
          </Text>
          <Text size="xs" className={classes.quiet}>
            {data.rows === null ? t('graphs:sheet') : t('common:rows', { count: data.rows })}
          </Text>
        </div>
      </Group>
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle} />
    </div>
  );
});
