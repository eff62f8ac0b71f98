import { useCallback, useEffect, useRef, useState } from 'react';
import { api, client, type Schemas } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import type { GraphSpec } from '../../graph/spec.ts';

export type SaveState =
  | { readonly kind: 'saved' | 'waiting' | 'saving' | 'conflict' | 'offline' }
  /** The server does not take this graph; the next one is tried again. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly spec: GraphSpec };

export interface Autosave {
  readonly state: SaveState;
  /** Of what is saved. */
  readonly version: number;
  /** False: what is on the page is not saved. */
  readonly saveNow: () => Promise<boolean>;
  /** After a conflict: what is here becomes the newest version. */
  readonly overwrite: () => Promise<void>;
  /** After a conflict: the newest version, from which saving goes on. */
  readonly takeTheirs: () => Promise<GraphSpec | undefined>;
}

const WAIT_MS = 600;
const RETRY_MS = 3_000;

interface Now {
  spec: GraphSpec;
  saved: { readonly version: number; readonly spec: GraphSpec };
  inFlight: Promise<boolean> | null;
}

/** Saves each change as a new version, one after the other, and only over the version that it was made of. */
export function useAutosave(start: Schemas['Graph'], spec: GraphSpec): Autosave {
  const { id } = start;
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [saved, setSaved] = useState({ version: start.version, spec: start.spec });
  const now = useRef<Now>({ spec, saved, inFlight: null });
  now.current.spec = spec;
  const keep = useCallback((version: number, of: GraphSpec) => {
    now.current.saved = { version, spec: of };
    setSaved(now.current.saved);
  }, []);
  const put = useCallback(
    async (over: number): Promise<boolean> => {
      const sent = now.current.spec;
      setState({ kind: 'saving' });
      const next = await send(id, sent, over);
      now.current.inFlight = null;
      if (typeof next === 'number') keep(next, sent);
      setState(typeof next === 'number' ? { kind: 'saved' } : next);
      return typeof next === 'number';
    },
    [id, keep],
  );
  const saveNow = useCallback(async () => {
    while (now.current.inFlight) await now.current.inFlight;
    if (now.current.spec === now.current.saved.spec) return true;
    now.current.inFlight = put(now.current.saved.version);
    return now.current.inFlight;
  }, [put]);
  useTimer(state, spec, { isDirty: spec !== saved.spec, saveNow });
  useLeaving(now, saveNow);
  const newest = useCallback(async () => (await client.GET('/api/v1/graphs/{id}', at(id))).data, [id]);
  return {
    state: shown(state, spec !== saved.spec),
    version: saved.version,
    saveNow,
    overwrite: async () => {
      const theirs = await newest();
      if (theirs) await put(theirs.version);
    },
    takeTheirs: async () => {
      const theirs = await newest();
      if (!theirs) return undefined;
      keep(theirs.version, theirs.spec);
      setState({ kind: 'saved' });
      return theirs.spec;
    },
  };
}

/** A change that was undone needs no saving; one made since the last saving is still to be saved. */
function shown(state: SaveState, isDirty: boolean): SaveState {
  if (state.kind === 'conflict' || state.kind === 'saving') return state;
  if (!isDirty) return { kind: 'saved' };
  return state.kind === 'saved' ? { kind: 'waiting' } : state;
}

/** Saves a moment after the last change; again and again while the server is not reached. */
function useTimer(
  state: SaveState,
  spec: GraphSpec,
  { isDirty, saveNow }: { readonly isDirty: boolean; readonly saveNow: () => Promise<boolean> },
): void {
  const isRefused = state.kind === 'refused' && state.spec === spec;
  const isHeld = state.kind === 'conflict' || state.kind === 'saving' || isRefused;
  const isOffline = state.kind === 'offline';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the wait anew, each failure too
  useEffect(() => {
    if (!isDirty || isHeld) return;
    const timer = setTimeout(() => void saveNow(), isOffline ? RETRY_MS : WAIT_MS);
    return () => clearTimeout(timer);
  }, [spec, state, isDirty, isHeld, isOffline, saveNow]);
}

function at(id: string) {
  return { params: { path: { id } } };
}

/** The new version, or why there is none. */
async function send(id: string, spec: GraphSpec, over: number): Promise<number | SaveState> {
  try {
    const header = { 'if-match': `"${over}"` };
    const { data, error } = await client.PUT('/api/v1/graphs/{id}', {
      params: { path: { id }, header },
      body: spec,
    });
    if (data === undefined)
      return asProblem(error)?.status === 412 ? { kind: 'conflict' } : { kind: 'refused', error, spec };
    queryClient.setQueryData(api.queryOptions('get', '/api/v1/graphs/{id}', at(id)).queryKey, data);
    return data.version;
  } catch {
    return { kind: 'offline' };
  }
}

/** Another page of the app: saved on the way. The browser closed: asked first while something is not saved. */
function useLeaving(now: { readonly current: Now }, saveNow: () => Promise<boolean>): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current.spec !== now.current.saved.spec) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      void saveNow();
    };
  }, [now, saveNow]);
}
