import { useCallback, useEffect, useRef, useState } from 'react';
import { api, client, type Schemas } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import type { GraphSpec } from '../../graph/spec.ts';

export type SaveState =
  | { readonly kind: 'saved' | 'waiting' | 'saving' | 'conflict' | 'offline' }
  /** The server does not take the graph as it is; the next change is tried again. */
  | { readonly kind: 'refused'; readonly error: unknown };

export interface Autosave {
  readonly state: SaveState;
  /** Of what is saved. */
  readonly version: number;
  readonly saveNow: () => Promise<void>;
  /** After a conflict: what is here becomes the newest version. */
  readonly overwrite: () => Promise<void>;
  /** After a conflict: the newest version, from which saving goes on. */
  readonly takeTheirs: () => Promise<GraphSpec | undefined>;
}

const WAIT_MS = 600;
const RETRY_MS = 3_000;

/** Saves each change as a new version, one after the other, and only over the version that it was made of. */
export function useAutosave(start: Schemas['Graph'], spec: GraphSpec): Autosave {
  const { id } = start;
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [saved, setSaved] = useState({ version: start.version, spec: start.spec });
  const now = useRef({ spec, saved, isBusy: false });
  now.current.spec = spec;
  const keep = useCallback((version: number, of: GraphSpec) => {
    now.current.saved = { version, spec: of };
    setSaved(now.current.saved);
  }, []);
  const put = useCallback(
    async (over: number) => {
      if (now.current.isBusy) return;
      now.current.isBusy = true;
      const sent = now.current.spec;
      setState({ kind: 'saving' });
      const next = await send(id, sent, over);
      now.current.isBusy = false;
      if (typeof next === 'number') keep(next, sent);
      setState(typeof next === 'number' ? { kind: now.current.spec === sent ? 'saved' : 'waiting' } : next);
    },
    [id, keep],
  );
  const saveNow = useCallback(() => put(now.current.saved.version), [put]);
  const isDirty = spec !== saved.spec;
  const { kind } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the graph begins the wait anew
  useEffect(() => {
    if (!isDirty || kind === 'conflict' || kind === 'saving') return;
    const timer = setTimeout(() => void saveNow(), kind === 'offline' ? RETRY_MS : WAIT_MS);
    return () => clearTimeout(timer);
  }, [spec, isDirty, kind === 'conflict' || kind === 'saving' || kind === 'offline', saveNow]);
  useLeaving(now, saveNow);
  const newest = useCallback(async () => (await client.GET('/api/v1/graphs/{id}', at(id))).data, [id]);
  return {
    state: isDirty && kind === 'saved' ? { kind: 'waiting' } : state,
    version: saved.version,
    saveNow,
    overwrite: async () => put((await newest())?.version ?? saved.version),
    takeTheirs: async () => {
      const theirs = await newest();
      if (!theirs) return undefined;
      keep(theirs.version, theirs.spec);
      setState({ kind: 'saved' });
      return theirs.spec;
    },
  };
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
      keepalive: true,
    });
    if (data === undefined)
      return asProblem(error)?.status === 412 ? { kind: 'conflict' } : { kind: 'refused', error };
    queryClient.setQueryData(api.queryOptions('get', '/api/v1/graphs/{id}', at(id)).queryKey, data);
    return data.version;
  } catch {
    return { kind: 'offline' };
  }
}

type Now = { readonly current: { readonly spec: GraphSpec; readonly saved: { readonly spec: GraphSpec } } };

/** Another page of the app: saved on the way. The browser closed: asked first while something is not saved. */
function useLeaving(now: Now, saveNow: () => Promise<void>): void {
  useEffect(() => {
    const isDirty = () => now.current.spec !== now.current.saved.spec;
    const warn = (event: BeforeUnloadEvent) => {
      if (isDirty()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      if (isDirty()) void saveNow();
    };
  }, [now, saveNow]);
}
