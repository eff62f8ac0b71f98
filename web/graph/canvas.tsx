import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useNodesState,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '../ui/single-keys.ts';
import classes from './canvas.module.css';
import { ModelCardView, SheetCardView } from './cards.tsx';
import { useEditor } from './editor.ts';
import { moveNodes, type Positions } from './edits.ts';
import { type Card, type Line, linkOfLine, toFlow } from './flow.ts';
import { countByNode } from './problems.ts';

const CARD_TYPES = { model: ModelCardView, sheet: SheetCardView } as const;
/** Below this zoom nothing small can be read. */
const FAR = 0.35;
const FIT = { padding: 0.08, maxZoom: 1.1, duration: 0 } as const;

export function GraphCanvas(): ReactNode {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

function Canvas(): ReactNode {
  const { t } = useTranslation('graphs');
  const editor = useEditor();
  const colors = useComputedColorScheme('light');
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, edges, onNodesChange } = useCards();
  const { isMoving, ...moving } = useView(frame, nodes.length);
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < FAR);
  const open = (card: Card) => editor.select({ node: card.id });
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab from a pane that was clicked; who comes by Tab goes on by Tab.
    if (event.key !== 'Tab' || event.shiftKey || event.target !== frame.current) return;
    event.preventDefault();
    editor.ask({ kind: 'add' });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is one more way to a button that is there
    <div
      className={classes.canvas}
      ref={frame}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      data-far={isFar}
      data-moving={isMoving}
    >
      <ReactFlow<Card, Line>
        nodes={nodes}
        edges={edges}
        nodeTypes={CARD_TYPES}
        onNodesChange={onNodesChange}
        onNodeClick={(_, card) => open(card)}
        onPaneClick={() => {
          editor.select({});
          frame.current?.focus();
        }}
        onNodeDragStop={() => editor.change(moveNodes(placesOf(nodes)))}
        onEdgeClick={(_, line) => {
          const link = linkOfLine(line);
          const [field] = typeof line.label === 'string' ? line.label.split(', ') : [];
          if (link) editor.select({ node: link.to, field });
        }}
        onConnect={(line) => {
          const link = linkOfLine(line);
          if (link) editor.ask({ kind: 'connect', ...link });
        }}
        nodesDraggable={!editor.isReadOnly}
        nodesConnectable={!editor.isReadOnly}
        deleteKeyCode={null}
        {...moving}
        selectNodesOnDrag={false}
        elevateEdgesOnSelect
        onlyRenderVisibleElements={nodes.length > 60}
        fitView
        fitViewOptions={FIT}
        minZoom={0.04}
        maxZoom={2}
        colorMode={colors}
        aria-label={t('canvas')}
        onKeyDown={(event) => {
          const id = cardOf(event.target);
          if (id !== undefined && (event.key === 'Enter' || event.key === ' ')) editor.select({ node: id });
        }}
      >
        <Background gap={22} />
        <Controls showInteractive={false} />
        <MiniMap pannable zoomable ariaLabel={t('minimap')} className={classes.minimap} />
      </ReactFlow>
    </div>
  );
}

function cardOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement && target.classList.contains('react-flow__node')
    ? target.dataset.id
    : undefined;
}

/** Cards of the graph; while one is dragged it stands where the pointer is. */
function useCards() {
  const { spec, sheets, problems, selection } = useEditor();
  const flow = useMemo(
    () =>
      toFlow(
        spec,
        sheets.map(({ name, row_count: rows }) => ({ name, rows })),
        countByNode(problems),
      ),
    [spec, sheets, problems],
  );
  const [nodes, setNodes, onChange] = useNodesState<Card>(flow.nodes);
  useEffect(() => {
    setNodes(flow.nodes.map((card) => ({ ...card, selected: card.id === selection.node })));
  }, [flow, selection.node, setNodes]);
  const edges = useMemo(() => flow.edges.map((line) => drawn(line, selection.node)), [flow, selection.node]);
  // What is selected stands in the address.
  const onNodesChange = useCallback(
    (changes: NodeChange<Card>[]) => onChange(changes.filter(({ type }) => type !== 'select')),
    [onChange],
  );
  return { nodes, edges, onNodesChange };
}

function drawn(line: Line, selected: string | undefined): Line {
  const isNear = selected !== undefined && (line.source === selected || line.target === selected);
  const isMap = line.data?.kind === 'map';
  const color = isNear
    ? 'var(--mantine-primary-color-filled)'
    : isMap
      ? 'var(--graph-feed)'
      : 'var(--graph-line)';
  return {
    ...line,
    style: { stroke: color, strokeWidth: isNear ? 2 : 1.2 },
    className: isMap ? classes.feed : undefined,
    ...(isMap ? {} : { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }),
    zIndex: isNear ? 10 : 0,
  };
}

/** All stay where they are when one is moved: the automatic layout would place the others anew. */
function placesOf(cards: readonly Card[]): Positions {
  return Object.fromEntries(
    cards.filter(({ type }) => type === 'model').map(({ id, position }) => [id, position]),
  );
}

/**
 * `1` shows all of it. So does whatever changes the size of the canvas or the number of cards, until the user has moved the view;
 * then only what is selected is brought into sight.
 */
function useView(frame: RefObject<HTMLDivElement | null>, count: number) {
  const flow = useReactFlow();
  const { selection } = useEditor();
  const isMoved = useRef(false);
  const [isMoving, setMoving] = useState(false);
  const [size, setSize] = useState('');
  const fit = useCallback(() => {
    isMoved.current = false;
    void flow.fitView(FIT);
  }, [flow]);
  useSingleKeys([['1', fit]]);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) =>
      setSize(`${Math.round(entry?.contentRect.width ?? 0)}x${Math.round(entry?.contentRect.height ?? 0)}`),
    );
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame]);
  const selected = selection.node;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these may have put it out of sight
  useEffect(() => {
    const later = setTimeout(() => {
      if (!isMoved.current) void flow.fitView(FIT);
      else if (frame.current) showCard(flow, frame.current, selected);
    }, 60);
    return () => clearTimeout(later);
  }, [count, size, selected]);
  return {
    isMoving,
    onMoveStart: (event: unknown) => {
      setMoving(true);
      // Not by us: a pointer or a wheel did it.
      if (event !== null) isMoved.current = true;
    },
    onMoveEnd: () => setMoving(false),
  };
}

function showCard(flow: ReactFlowInstance, frame: HTMLElement, id: string | undefined): void {
  const card = id === undefined ? undefined : flow.getNode(id);
  if (!card) return;
  const { x, y, zoom } = flow.getViewport();
  const left = card.position.x * zoom + x;
  const top = card.position.y * zoom + y;
  const isSeen = left >= 0 && top >= 0 && left < frame.clientWidth - 120 && top < frame.clientHeight - 60;
  if (!isSeen) void flow.setCenter(card.position.x + 116, card.position.y + 46, { zoom });
}
