import type { ReactNode } from 'react';
import classes from './editing.module.css';
import { useEditor } from './editor.ts';

/** Ways to change the graph, shown where it may be changed. */
export function WhereEditable({ children }: { readonly children: ReactNode }): ReactNode {
  return useEditor().isReadOnly ? null : children;
}

/** Fields and buttons that show how the graph is and change it: to be read only, where it may not be changed. */
export function Editable({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <fieldset disabled={useEditor().isReadOnly} className={classes.fields}>
      {children}
    </fieldset>
  );
}
