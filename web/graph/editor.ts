import { createContext, useContext } from 'react';
import type { Schemas } from '../api/client.ts';
import type { Edit } from './edits.ts';
import type { GraphProblem } from './problems.ts';
import type { GraphSpec } from './spec.ts';
import type { Suggestion } from './suggested.ts';

export interface Selection {
  readonly node?: string | undefined;
  readonly field?: string | undefined;
}

/** The graph on the page and what it is looked at with: data, an Odoo, what was found about it. */
export interface GraphEditor {
  readonly graphId: string;
  /** Nothing of it can be changed: a change does nothing, and what changes it is not offered. */
  readonly isReadOnly: boolean;
  readonly spec: GraphSpec;
  /** `tag`: edits of the same tag in a row are undone together. */
  readonly change: (edit: Edit, tag?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly dataset: string | undefined;
  readonly connection: string | undefined;
  readonly sheets: readonly Schemas['Sheet'][];
  readonly suggestion: Suggestion | undefined;
  readonly problems: readonly GraphProblem[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly ask: (question: Question) => void;
}

/** What a dialog of the editor is open for. */
export type Question =
  | { readonly kind: 'add'; readonly sheet?: string }
  | { readonly kind: 'connect'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'rename'; readonly node: string }
  | { readonly kind: 'yaml' | 'versions' | 'renameGraph' };

export const EditorContext = createContext<GraphEditor | null>(null);

export function useEditor(): GraphEditor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('Only inside of a graph editor.');
  return editor;
}
