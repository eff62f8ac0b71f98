import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useNodesState,
  useReactFlow,
} from '@xyflow/react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '../ui/single-keys.ts';
import classes from './canvas.module.css';
import { ModelCardView, SheetCardView } from './cards.tsx';
import { useEditor } from './editor.ts';
import { moveNodes } from './edits.ts';
import { type Card, type Line, linkOfLine, sheetCardId, sheetOfCard, toFlow } from './flow.ts';
import { countByNode } from './problems.ts';
import { findModel } from './spec.ts';

const CARD_TYPES = { model: ModelCardView, sheet: SheetCardView } as const;
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
  useFit();
  const open = (card: Card) => editor.select({ node: card.id });
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab from a pane that was clicked; who comes by Tab goes on by Tab.
    if (event.key !== 'Tab' || event.shiftKey || event.target !== frame.current) return;
    event.preventDefault();
    editor.ask({ kind: 'add' });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is one more way to a button that is there
    <div className={classes.canvas} ref={frame} tabIndex={-1} onKeyDown={onKeyDown}>
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
        onNodeDragStop={(_, __, moved) =>
          editor.change(moveNodes(Object.fromEntries(moved.map(({ id, position }) => [id, position]))))
        }
        onEdgeClick={(_, line) => {
          const link = linkOfLine(line);
          const [field] = typeof line.label === 'string' ? line.label.split(', ') : [];
          if (link) editor.select({ node: link.to, field });
        }}
        onConnect={(line) => {
          const link = linkOfLine(line);
          if (link) editor.ask({ kind: 'connect', ...link });
        }}
        deleteKeyCode={null}
        selectNodesOnDrag={false}
        elevateEdgesOnSelect
        onlyRenderVisibleElements={nodes.length > 60}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
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
        <MiniMap pannable zoomable ariaLabel={t('minimap')} />
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
    setNodes(flow.nodes.map((card): Card => ({ ...card, selected: card.id === selection.node }) as Card));
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
      ? 'light-dark(var(--mantine-color-gray-4), var(--mantine-color-dark-4))'
      : 'light-dark(var(--mantine-color-gray-6), var(--mantine-color-dark-2))';
  return {
    ...line,
    style: {
      stroke: color,
      strokeWidth: isNear ? 2 : 1.2,
      ...(isMap ? { strokeDasharray: '4 4' } : {}),
    },
    ...(isMap ? {} : { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }),
    zIndex: isNear ? 10 : 0,
  };
}

/** `1` shows all of it; so does a change of what nodes there are. */
function useFit(): void {
  const { fitView } = useReactFlow();
  const { spec, selection } = useEditor();
  const count = spec.nodes.length;
  useSingleKeys([['1', () => void fitView(FIT)]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when nodes come or go, not when one is moved
  useEffect(() => {
    const later = setTimeout(() => void fitView(FIT), 60);
    return () => clearTimeout(later);
  }, [count, fitView]);
  const selected = selection.node;
  const isThere = findModel(spec, selected) !== undefined || sheetOfCard(selected ?? '') !== undefined;
  const { getNode, getViewport, setCenter } = useReactFlow();
  useEffect(() => {
    if (selected === undefined || !isThere) return;
    const card = getNode(selected) ?? getNode(sheetCardId(selected));
    const frame = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!card || !frame) return;
    const { x, y, zoom } = getViewport();
    const left = card.position.x * zoom + x;
    const top = card.position.y * zoom + y;
    const isSeen = left >= 0 && top >= 0 && left < frame.width - 120 && top < frame.height - 60;
    if (!isSeen) void setCenter(card.position.x + 116, card.position.y + 46, { zoom });
  }, [selected, isThere, getNode, getViewport, setCenter]);
}
