import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../graph/editor.ts';
import { referencesTo, removeNode } from '../graph/edits.ts';
import { findModel, labelOf } from '../graph/spec.ts';

/** Takes a node out and says what went with it: it can be undone. */
export function useRemoveNode(): (id: string) => void {
  const { t } = useTranslation('graphs');
  const { spec, change, select, isReadOnly } = useEditor();
  return (id) => {
    const node = findModel(spec, id);
    if (!node || isReadOnly) return;
    const gone = referencesTo(spec, id);
    change(removeNode(id));
    select({});
    notifications.show({
      message:
        gone.length === 0
          ? t('removedNode', { node: labelOf(node) })
          : t('removedNodeWith', { node: labelOf(node), fields: gone.join(', ') }),
    });
  };
}
