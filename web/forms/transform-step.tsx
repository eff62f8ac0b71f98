import {
  ActionIcon,
  Group,
  NumberInput,
  Paper,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import type { Transform } from '../graph/spec.ts';
import { useServerTexts } from '../texts/index.ts';
import { ColumnsSelect } from './column-select.tsx';
import type { Samples } from './use-samples.ts';

export type TransformEntry = Schemas['TransformList']['items'][number];
type Parameter = TransformEntry['parameters'][number];
type Arguments = Readonly<Record<string, unknown>>;

export interface StepProps {
  readonly step: Transform;
  readonly entry: TransformEntry | undefined;
  readonly columns: readonly string[];
  readonly samples: Samples;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (step: Transform) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One transform of a list, with its arguments. */
export function TransformStep(props: StepProps): ReactNode {
  const { t } = useTranslation('graphs');
  const { step, entry } = props;
  const name = typeof step === 'string' ? step : step.name;
  const given: Arguments = typeof step === 'string' ? {} : step;
  const set = (parameter: string, value: unknown) => {
    const { [parameter]: _, name: __, ...others } = given;
    const next = value === undefined ? others : { ...others, [parameter]: value };
    const isWord = entry?.is_word === true && Object.keys(next).length === 0;
    props.onChange((isWord ? name : { name, ...next }) as Transform); // the catalogue says what a transform takes
  };
  return (
    <Paper withBorder p={8} radius="sm">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap={4} align="flex-start">
          <div>
            <Text size="sm" ff="monospace" fw={600}>
              {name}
            </Text>
            {entry && <Text size="xs">{entry.text}</Text>}
          </div>
          <Group gap={2} wrap="nowrap">
            <StepButton label={t('moveUp', { name })} isOff={props.isFirst} onClick={() => props.onMove(-1)}>
              <IconArrowUp size={16} aria-hidden />
            </StepButton>
            <StepButton label={t('moveDown', { name })} isOff={props.isLast} onClick={() => props.onMove(1)}>
              <IconArrowDown size={16} aria-hidden />
            </StepButton>
            <StepButton label={t('removeTransform', { name })} onClick={props.onRemove}>
              <IconTrash size={16} aria-hidden />
            </StepButton>
          </Group>
        </Group>
        {entry?.parameters.map((parameter) => (
          <Argument
            key={parameter.name}
            parameter={parameter}
            value={given[parameter.name]}
            columns={props.columns}
            samples={props.samples}
            onChange={(value) => set(parameter.name, value)}
          />
        ))}
      </Stack>
    </Paper>
  );
}

function StepButton({
  label,
  isOff = false,
  onClick,
  children,
}: {
  readonly label: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} disabled={isOff} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}

function Argument({
  parameter,
  value,
  columns,
  samples,
  onChange,
}: {
  readonly parameter: Parameter;
  readonly value: unknown;
  readonly columns: readonly string[];
  readonly samples: Samples;
  readonly onChange: (value: unknown) => void;
}): ReactNode {
  const texts = useServerTexts();
  const { name, type, required, choices, text } = parameter;
  const shared = { label: name, description: plain(text), size: 'xs' } as const;
  const wordOf = (choice: string) => texts?.choices[choice] ?? choice;
  const list = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  const optional = <T,>(next: T, isEmpty: boolean) => onChange(isEmpty && !required ? undefined : next);
  switch (type) {
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => (typeof next === 'number' ? onChange(next) : optional(0, true))}
        />
      );
    case 'boolean':
      return (
        <Switch
          {...shared}
          checked={value === true}
          onChange={(event) => optional(event.currentTarget.checked, !event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          clearable={!required}
          placeholder={parameter.default === null ? '' : wordOf(String(parameter.default))}
          data={choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'texts':
      return <TagsInput {...shared} value={list} onChange={(next) => optional(next, next.length === 0)} />;
    case 'columns':
      return (
        <ColumnsSelect
          label={name}
          description={plain(text)}
          columns={columns}
          samples={samples}
          value={list}
          onChange={(next) => next.length > 0 && onChange(next)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...shared}
          value={typeof value === 'string' ? value : ''}
          placeholder={typeof parameter.default === 'string' ? parameter.default : ''}
          onChange={(event) => optional(event.currentTarget.value, event.currentTarget.value === '')}
        />
      );
  }
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
