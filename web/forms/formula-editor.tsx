import { Combobox, Group, Text, Textarea, useCombobox } from '@mantine/core';
import { IconColumns, IconMathFunction } from '@tabler/icons-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { complete, insertWord, type Word } from '../graph/complete.ts';
import { useServerTexts } from '../texts/index.ts';

interface FormulaEditorProps {
  readonly dataset: string | undefined;
  readonly sheet: string | undefined;
  readonly value: string;
  readonly onChange: (formula: string) => void;
}

/** A formula with the columns and functions that fit offered while it is typed. */
export function FormulaEditor({ value, onChange, ...of }: FormulaEditorProps): ReactNode {
  const { t } = useTranslation('graphs');
  const words = useWords(of);
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(value.length);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const found = complete(value, caret, words);
  const put = (insert: string) => {
    const word = found.words.find((one) => one.insert === insert);
    if (!word) return;
    const next = insertWord(value, caret, found, word);
    onChange(next.text);
    setCaret(next.caret);
    list.closeDropdown();
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
  };
  return (
    <Combobox store={list} onOptionSubmit={put} withinPortal>
      <Combobox.Target>
        <Textarea
          ref={input}
          label={t('formula.label')}
          description={t('formula.hint')}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart);
            list.openDropdown();
            list.updateSelectedOptionIndex();
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.words.length === 0}>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={t('formula.words')}>
          {found.words.map((word) => (
            <Combobox.Option value={word.insert} key={`${word.kind} ${word.insert}`}>
              <WordLine word={word} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function WordLine({ word }: { readonly word: Word }): ReactNode {
  const Sign = word.kind === 'column' ? IconColumns : IconMathFunction;
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Sign size={15} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <div>
        <Text size="sm" ff="monospace">
          {word.label}
        </Text>
        {word.hint !== '' && <Text size="xs">{word.hint}</Text>}
      </div>
    </Group>
  );
}

function useWords({ dataset, sheet }: Pick<FormulaEditorProps, 'dataset' | 'sheet'>): readonly Word[] {
  const texts = useServerTexts();
  const { data } = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/sheets/{sheet}/formula',
    { params: { path: { id: dataset ?? '', sheet: sheet ?? '' } } },
    { enabled: dataset !== undefined && sheet !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  return useMemo(
    () => [
      ...(data?.columns ?? []).map(
        ({ column, written }): Word => ({ kind: 'column', label: column, insert: quoted(written), hint: '' }),
      ),
      ...(data?.functions ?? []).map(
        ({ name, signature, text }): Word => ({
          kind: 'function',
          label: signature,
          insert: `${name}(`,
          hint: texts?.functions[name] ?? text,
        }),
      ),
    ],
    [data, texts],
  );
}

/** One way to write a column, whether or not it could do without quotes: what is typed begins with one. */
function quoted(written: string): string {
  return written.startsWith('"') ? written : `"${written}"`;
}
