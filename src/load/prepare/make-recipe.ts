import { compileFilter } from '../../mapping/compile-filter.ts';
import { convertTo } from '../../mapping/convert-value.ts';
import type { FieldMapping, KeyPart, NodeReference, RecordReference } from '../../mapping/field-mapping.ts';
import { fieldPath, namedBy } from '../../mapping/field-path.ts';
import type { CompiledFormulas } from '../../mapping/formula/formula.ts';
import type { FieldSchema, SchemaSnapshot } from '../../mapping/target-schema.ts';
import { translateValue } from '../../mapping/value-map-stage.ts';
import type { Stage } from '../../mapping/value-stage.ts';
import {
  answersAt,
  NO_VOCABULARY,
  referencePlace,
  selectionPlace,
  type Vocabulary,
} from '../../mapping/vocabulary.ts';
import { type GraphSpec, type ModelData, vanishedAction } from '../../plan/graph-spec.ts';
import { nodeThatMakes } from '../../plan/loaded-by.ts';
import type { PlanStep } from '../../plan/plan.ts';
import { isNeededToCreate } from '../../plan/required-fields.ts';
import { whenMissing } from '../../plan/vocabulary-policy.ts';
import type { DatasetManifest } from '../../source/dataset.ts';
import { computedFrom } from './computed-from.ts';
import {
  cellText,
  formulaSlot,
  givenIdSlot,
  keySlots,
  partSlot,
  type SlotMaker,
  slotMaker,
  valueSlot,
} from './make-slots.ts';
import type { ListSource, NodeSource, RecipeField, RecordSource, SheetSource, StepRecipe } from './recipe.ts';
import { sheetSource } from './sheet-source.ts';

export interface RecipeInput {
  readonly step: PlanStep;
  readonly namespace: string;
  readonly manifest: DatasetManifest;
  /** Path of the Parquet file of a sheet on this machine. */
  readonly sheetPath: (sheet: string) => string;
  /** Null: a plan without a connection; every field then follows the rules of `char`. */
  readonly snapshot: SchemaSnapshot | null;
  /** For what its metadata says. */
  readonly spec?: GraphSpec;
  /** All formulas of the graph; may be left out where it has none. */
  readonly formulas?: CompiledFormulas;
  readonly vocabulary?: Vocabulary;
}

/** Compiles a step of a valid plan; a column or sheet that is not there is a bug of the validation and throws. */
export function makeRecipe(input: RecipeInput): StepRecipe {
  const { step, namespace } = input;
  const sheet = sheetSource(input, step.sheet);
  const maker = slotMaker(sheet, input.formulas ?? new Map());
  const schemas = input.snapshot?.models[step.model]?.fields;
  return {
    step,
    index: step.index,
    namespace,
    sheet,
    filter: compileFilter(step.data.filter, (header) => cellText(sheet, header)),
    key: keySlots(maker, step.data.key),
    givenId:
      step.data.external_id_column === undefined
        ? null
        : givenIdSlot(maker, step.data.external_id_column, namespace),
    fields: [
      ...Object.entries(step.data.fields).map(([name, mapping]) =>
        compileField({
          input,
          sheet,
          maker,
          name,
          mapping,
          schema: schemas?.[name] ?? plainField(name),
          schemas,
        }),
      ),
      ...wakingField(step.data, maker, schemas?.active),
    ],
  };
}

/** A row that comes back after its record was archived wakes it up; where `active` is mapped, the mapping says what it shall be. */
function wakingField(
  { on_vanished: policy, fields }: ModelData,
  maker: SlotMaker,
  schema: FieldSchema | undefined,
): readonly RecipeField[] {
  if (vanishedAction(policy) !== 'archive' || !schema || Object.hasOwn(fields, 'active')) return [];
  const slot = valueSlot(maker, { value: true }, convertTo(schema));
  const source = { kind: 'value', slot } as const;
  return [
    {
      name: 'active',
      path: 'active',
      by: 'value',
      schema,
      computedFrom: new Set(),
      needed: 'never',
      source,
      clears: false,
      onlyReturned: true,
    },
  ];
}

interface FieldInput {
  readonly input: RecipeInput;
  readonly sheet: SheetSource;
  readonly maker: SlotMaker;
  readonly name: string;
  readonly mapping: FieldMapping;
  readonly schema: FieldSchema;
  /** Of the model. */
  readonly schemas: Readonly<Record<string, FieldSchema>> | undefined;
}

function plainField(name: string): FieldSchema {
  return { name, type: 'char', label: name, required: false, readonly: false, store: true };
}

function compileField(of: FieldInput): RecipeField {
  const { name, mapping, schema } = of;
  const field = {
    name,
    path: fieldPath(name, mapping),
    by: namedBy(mapping),
    schema,
    computedFrom: computedFrom(of.schemas, schema),
    needed: neededBy(of),
  };
  if ('value' in mapping) {
    const slot = valueSlot(of.maker, mapping, convertTo(schema));
    return { ...field, source: { kind: 'value', slot }, clears: mapping.value === '' };
  }
  const clears = mapping.empty === 'clear';
  if ('formula' in mapping) {
    const slot = formulaSlot(of.maker, mapping, convertTo(schema));
    return { ...field, source: { kind: 'value', slot }, clears };
  }
  if (!('reference' in mapping)) {
    return {
      ...field,
      source: { kind: 'value', slot: valueSlot(of.maker, mapping, convertAnswered(of)) },
      clears,
    };
  }
  const { reference } = mapping;
  const source =
    'node' in reference ? nodeSource(of, reference, mapping) : recordSource(of, reference, mapping);
  return { ...field, source, clears };
}

/** A choice that was answered is converted like a cell. */
function convertAnswered({ input, schema }: FieldInput): readonly Stage[] {
  const conversion = convertTo(schema);
  if (schema.type !== 'selection') return conversion;
  const place = selectionPlace(input.step.model, schema.name);
  return [...translateValue(answersAt(input.vocabulary ?? NO_VOCABULARY, place)), ...conversion];
}

/** Odoo keeps no empty value for a boolean or a number: `load` writes False or 0 (`ir.fields.converter`, 14–19). */
const NEVER_EMPTY: readonly FieldSchema['type'][] = ['boolean', 'integer', 'float', 'monetary'];

function neededBy({ input, schema }: FieldInput): RecipeField['needed'] {
  const { model, data } = input.step;
  if (schema.readonly || NEVER_EMPTY.includes(schema.type)) return 'never';
  const needed = isNeededToCreate(model, schema, data, input.spec);
  if (needed && data.write_policy !== 'update_only') return 'always';
  return schema.required ? 'cleared' : 'never';
}

type ReferenceMapping = Extract<FieldMapping, { reference: unknown }>;

function defaultOf(mapping: ReferenceMapping): string | undefined {
  return typeof mapping.empty === 'object' ? mapping.empty.default : undefined;
}

function nodeSource(of: FieldInput, reference: NodeReference, mapping: ReferenceMapping): NodeSource {
  const { through, columns, match, separator, value_map: valueMap } = reference;
  const tokens = mapping.null_tokens;
  const { formulas } = of.maker;
  const base = {
    kind: 'node',
    node: reference.node,
    match: match === undefined ? null : (sheet: SheetSource) => keySlots(slotMaker(sheet, formulas), match),
    onMissing: reference.on_missing ?? 'reject',
  } as const;
  if (through) {
    const sheet = sheetSource(of.input, through.sheet);
    const maker = slotMaker(sheet, formulas);
    const from = keySlots(maker, through.from);
    const to = through.to.map((part) => partSlot(maker, part, { tokens, valueMap }));
    const slots = keySlots(of.maker, columns);
    return { ...base, slots, list: null, junction: { sheet, from, to } };
  }
  const [first] = columns;
  if (separator !== undefined && first !== undefined) {
    const list = listOf(of, first, { separator, tokens, fallback: defaultOf(mapping) });
    return {
      ...base,
      slots: [partSlot(slotMaker(of.sheet, formulas), first, { valueMap, inList: true })],
      list,
      junction: null,
    };
  }
  const fallback = columns.length === 1 ? defaultOf(mapping) : undefined;
  const slots = columns.map((part) => partSlot(of.maker, part, { tokens, valueMap, fallback }));
  return { ...base, slots, list: null, junction: null };
}

function recordSource(of: FieldInput, reference: RecordReference, mapping: ReferenceMapping): RecordSource {
  const { by, match, column, value, formula, transforms, separator, value_map: valueMap } = reference;
  const tokens = mapping.null_tokens;
  const fallback = defaultOf(mapping);
  const { spec, vocabulary = NO_VOCABULARY } = of.input;
  const model = of.schema.relation ?? '';
  const place = referencePlace(model, reference);
  const within = withinFields(of, reference);
  // a value means nothing by itself where other fields are compared too
  const answers = within.length > 0 ? {} : answersAt(vocabulary, place);
  const base = {
    kind: 'record',
    by,
    match: match ?? null,
    model,
    place,
    within,
    madeBy: nodeThatMakes(spec, model) ?? null,
    onMissing: whenMissing(model, reference, { spec, vocabulary }),
  } as const;
  const part = formula === undefined ? { column: column ?? '', transforms } : { formula, transforms };
  if (column === undefined && formula === undefined) {
    return {
      ...base,
      slot: valueSlot(of.maker, { value: (value ?? '').trim() }, [
        ...translateValue(valueMap),
        ...translateValue(answers),
      ]),
      list: null,
    };
  }
  if (separator !== undefined) {
    const slot = partSlot(slotMaker(of.sheet, of.maker.formulas), part, { valueMap, answers, inList: true });
    return { ...base, slot, list: listOf(of, part, { separator, tokens, fallback }) };
  }
  return { ...base, slot: partSlot(of.maker, part, { tokens, valueMap, fallback, answers }), list: null };
}

function withinFields(of: FieldInput, { within }: RecordReference): RecordSource['within'] {
  return Object.entries(within ?? {}).map(([field, condition]) => ({
    path: condition.match === undefined ? field : `${field}.${condition.match}`,
    slot:
      'value' in condition
        ? valueSlot(of.maker, { value: condition.value.trim() }, [])
        : partSlot(of.maker, condition, { valueMap: condition.value_map }),
  }));
}

function listOf(
  { sheet }: FieldInput,
  part: KeyPart,
  how: { readonly separator: string; readonly tokens?: readonly string[]; readonly fallback?: string },
): ListSource {
  if (typeof part !== 'string' && 'formula' in part)
    throw new Error(`The formula ${part.formula} has a separator, which the validation refuses.`);
  const header = typeof part === 'string' ? part : part.column;
  return { cell: cellText(sheet, header, how.tokens, how.fallback), separator: how.separator };
}
