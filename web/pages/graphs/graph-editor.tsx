import { Box } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client.ts';
import { NodePanel } from '../../forms/node-panel.tsx';
import { SheetPanel } from '../../forms/sheet-panel.tsx';
import { useRemoveNode } from '../../forms/use-remove-node.ts';
import { GraphCanvas } from '../../graph/canvas.tsx';
import { EditorContext, useEditor } from '../../graph/editor.ts';
import { sheetOfCard } from '../../graph/flow.ts';
import { findModel } from '../../graph/spec.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { useSingleKeys } from '../../ui/single-keys.ts';
import { ConflictBox } from './conflict-box.tsx';
import { DraftOffer } from './draft-offer.tsx';
import classes from './editor.module.css';
import { EditorBar } from './editor-bar.tsx';
import { EmptyGraph } from './empty-graph.tsx';
import { Outline } from './outline.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { Questions } from './questions.tsx';
import { RunButtons } from './run-buttons.tsx';
import { SaveState } from './save-state.tsx';
import { type EditorPage, useGraphEditor } from './use-graph-editor.ts';

export function GraphEditorView({ start }: { readonly start: Schemas['Graph'] }): ReactNode {
  const page = useGraphEditor(start);
  return (
    <EditorContext value={page.editor}>
      <EditorFrame page={page} />
    </EditorContext>
  );
}

function EditorFrame({ page }: { readonly page: EditorPage }): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const { editor, autosave, search } = page;
  const isOutline = search.view === 'outline';
  useKeys(page.question !== null);
  return (
    <Page
      title={editor.spec.name}
      trail={[
        <LinkAnchor key="graphs" to="/graphs">
          {t('common:nav.graphs')}
        </LinkAnchor>,
      ]}
      badge={<SaveState autosave={autosave} />}
      actions={<RunButtons page={page} />}
    >
      <ConflictBox autosave={autosave} />
      <EditorBar page={page} />
      <DraftOffer />
      <div className={classes.editor} data-panel={hasPanel(page)}>
        <Box className={classes.main}>
          {editor.spec.nodes.length === 0 && editor.sheets.length === 0 ? (
            <EmptyGraph />
          ) : isOutline ? (
            <Outline />
          ) : (
            <GraphCanvas />
          )}
        </Box>
        <SidePanel page={page} />
      </div>
      <Questions question={page.question} onClose={page.closeQuestion} />
    </Page>
  );
}

function hasPanel({ editor, search }: EditorPage): boolean {
  const { node } = editor.selection;
  const isThere = node !== undefined && (sheetOfCard(node) ?? findModel(editor.spec, node)) !== undefined;
  return search.panel === 'problems' || isThere;
}

function SidePanel({ page }: { readonly page: EditorPage }): ReactNode {
  const { editor, search, setSearch } = page;
  const { node: id } = editor.selection;
  if (search.panel === 'problems')
    return (
      <div className={classes.panel}>
        <ProblemsPanel onClose={() => setSearch({ panel: undefined })} />
      </div>
    );
  const sheet = sheetOfCard(id ?? '');
  const node = findModel(editor.spec, id);
  if (sheet === undefined && node === undefined) return null;
  return (
    <div className={classes.panel}>
      {node ? <NodePanel key={node.id} node={node} /> : <SheetPanel sheet={sheet ?? ''} />}
    </div>
  );
}

/** Undo and redo also while a text of the graph is typed: it is undone with the rest. A dialog has keys of its own. */
function useKeys(isAsked: boolean): void {
  const editor = useEditor();
  const remove = useRemoveNode();
  const node = findModel(editor.spec, editor.selection.node);
  useHotkeys(
    isAsked
      ? []
      : [
          ['mod+Z', () => editor.undo()],
          ['mod+shift+Z', () => editor.redo()],
          ['mod+Y', () => editor.redo()],
          ['F2', () => editor.ask(node ? { kind: 'rename', node: node.id } : { kind: 'renameGraph' })],
        ],
    [],
  );
  useSingleKeys(
    isAsked ? [] : [['Delete', () => node && editor.selection.field === undefined && remove(node.id)]],
  );
}
