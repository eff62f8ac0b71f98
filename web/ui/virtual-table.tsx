import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import classes from './virtual-table.module.css';

export interface VirtualTableProps {
  readonly label: string;
  readonly head: ReactNode;
  readonly columns: number;
  readonly count: number;
  /** All that there are, where that is known. */
  readonly total?: number | undefined;
  readonly rowHeight: number;
  /** Rows whose heights differ are measured. */
  readonly isMeasured?: boolean;
  readonly height: string | number;
  readonly minWidth?: number;
  /** A `tr`; the props have to be spread into it. */
  readonly row: (index: number, props: VirtualRowProps) => ReactNode;
  /** The end is near: more can be loaded. */
  readonly onEnd?: () => void;
  readonly handle?: RefObject<VirtualTableHandle | null>;
}

export interface VirtualTableHandle {
  readonly scrollTo: (index: number) => void;
}

export interface VirtualRowProps {
  readonly ref: ((element: Element | null) => void) | undefined;
  readonly 'data-index': number;
  readonly 'aria-rowindex': number;
}

/** Of cells and what is in them: `number`, `line` (cut at the end), `twoLines`; of a row `top`. */
export const cells = classes;

const NEAR_END = 40;

/** A real table of which only the rows in sight are in the page. */
export function VirtualTable(props: VirtualTableProps): ReactNode {
  const { count, rowHeight, isMeasured = false, handle, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    overscan: 10,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= count - NEAR_END) onEnd?.();
  }, [last, count, onEnd]);
  useEffect(() => {
    if (handle !== undefined)
      handle.current = { scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }) };
  }, [handle, virtual]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keys
      tabIndex={0}
      className={classes.scroller}
      style={{ maxHeight: props.height }}
    >
      <table
        className={classes.table}
        style={{ minWidth: props.minWidth ?? 0 }}
        aria-rowcount={props.total ?? -1}
        aria-label={props.label}
      >
        <thead>{props.head}</thead>
        <tbody>
          <Spacer columns={props.columns} height={before} />
          {items.map(({ index }) =>
            props.row(index, {
              ref: isMeasured ? virtual.measureElement : undefined,
              'data-index': index,
              'aria-rowindex': index + 2,
            }),
          )}
          <Spacer columns={props.columns} height={after} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ columns, height }: { readonly columns: number; readonly height: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
