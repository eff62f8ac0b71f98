import { Badge, Group, Text } from '@mantine/core';
import {
  type Icon,
  IconColumns,
  IconDatabaseSearch,
  IconLetterT,
  IconMathFunction,
  IconSitemap,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf, type MappingKind } from '../graph/default-mapping.ts';
import { transformsOf, valueMapOf } from '../graph/mapping-parts.ts';
import { columnOf, type FieldMapping, findModel, type GraphSpec, labelOf } from '../graph/spec.ts';

const SIGNS: Readonly<Record<MappingKind, Icon>> = {
  column: IconColumns,
  value: IconLetterT,
  formula: IconMathFunction,
  node: IconSitemap,
  record: IconDatabaseSearch,
};

/** What a field is filled from, in one line. */
export function SourceSummary({
  mapping,
  spec,
}: {
  readonly mapping: FieldMapping;
  readonly spec: GraphSpec;
}): ReactNode {
  const { t } = useTranslation('graphs');
  const kind = kindOf(mapping);
  const Sign = SIGNS[kind];
  const steps = transformsOf(mapping)?.length ?? 0;
  const mapped = Object.keys(valueMapOf(mapping) ?? {}).length;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Sign size={15} aria-label={t(`kind.${kind}`)} role="img" style={{ flexShrink: 0, marginTop: 3 }} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Words mapping={mapping} spec={spec} />
        </Text>
        {(steps > 0 || mapped > 0) && (
          <Group gap={4}>
            {steps > 0 && (
              <Badge size="xs" variant="default" tt="none">
                {t('transformCount', { count: steps })}
              </Badge>
            )}
            {mapped > 0 && (
              <Badge size="xs" variant="default" tt="none">
                {t('mappedCount', { count: mapped })}
              </Badge>
            )}
          </Group>
        )}
      </div>
    </Group>
  );
}

function Words({ mapping, spec }: { readonly mapping: FieldMapping; readonly spec: GraphSpec }): ReactNode {
  const { t } = useTranslation('graphs');
  if ('column' in mapping) return mapping.column;
  if ('value' in mapping) return t('always', { value: String(mapping.value) });
  if ('formula' in mapping) return <span style={{ fontFamily: 'monospace' }}>{mapping.formula}</span>;
  const { reference } = mapping;
  if ('node' in reference) {
    const node = findModel(spec, reference.node);
    const columns = reference.columns.map(columnOf).join(' + ');
    return t('fromNode', { node: node ? labelOf(node) : reference.node, columns });
  }
  const source = reference.column ?? reference.formula ?? t('always', { value: reference.value ?? '' });
  return t('fromRecord', { source, match: reference.match ?? t(`reference.ways.${reference.by}`) });
}
