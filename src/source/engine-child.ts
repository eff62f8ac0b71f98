import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readResidentBytes } from '../util/process-memory.ts';
import { EngineError } from './engine.ts';
import type { EngineCommand, EngineReply, EngineRequest, RowColumns } from './engine-protocol.ts';

export interface ChildLimits {
  readonly timeoutMs: number;
  readonly hardLimitBytes: number;
}

const WATCH_INTERVAL_MS = 100;
/** How long an interrupted statement may take to stop before the process is killed. */
const GRACE_MS = 10_000;
const KEPT_STDERR = 2000;

interface Pending {
  readonly resolve: (value: RowColumns | null) => void;
  readonly reject: (error: EngineError) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * The engine's process seen from the parent: requests and answers, a timer per request, a watchdog on its memory while it
 * works. It never outlives the parent (it ends when the channel closes) and keeps no idle parent alive.
 */
export class EngineChild {
  readonly #process: ChildProcess;
  #limits: ChildLimits;
  readonly #pending = new Map<number, Pending>();
  readonly #exited: Promise<unknown>;
  #lastId = 0;
  #stderr = '';
  #watchdog: NodeJS.Timeout | null = null;
  /** Why no request can be answered any more. */
  #over: EngineError | null = null;
  /** A statement went over a limit: nobody knows what the process still holds. */
  #isSpent = false;

  constructor(limits: ChildLimits) {
    this.#limits = limits;
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.#process = fork(fileURLToPath(new URL(`./engine-process.${ending}`, import.meta.url)), [], {
      // no variable of ours reaches the process that evaluates users' formulas
      env: { TZ: 'UTC' },
      execArgv: ['--max-old-space-size=512', '--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#exited = once(this.#process, 'exit').catch(() => undefined);
    this.#process.stderr?.on('data', (text: Buffer) => {
      this.#stderr = (this.#stderr + text.toString()).slice(-KEPT_STDERR);
    });
    this.#process.on('message', (reply: EngineReply) => this.#settle(reply));
    this.#process.on('error', (error) =>
      this.#fail(new EngineError('died', error.message, { cause: error })),
    );
    this.#process.on('exit', (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      this.#fail(new EngineError('died', `The tabular engine ended ${how}. ${this.#stderr}`.trim()));
    });
    this.#setIdle(true);
  }

  ask(command: EngineCommand): Promise<RowColumns | null> {
    if (this.#over !== null) return Promise.reject(this.#over);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#timeOut(id, command), this.#limits.timeoutMs);
      this.#pending.set(id, { resolve, reject, timer });
      this.#setIdle(false);
      this.#send({ id, command });
    });
  }

  /** Before a process that was emptied is used again. False: it has died. */
  reuse(limits: ChildLimits): boolean {
    this.#limits = limits;
    return this.#over === null;
  }

  /**
   * Closes the database and keeps the process. False: it cannot be used again, because something is still asked of it, a statement
   * went over a limit, or it holds more than `mostBytes` of memory; then it has ended.
   */
  async empty(mostBytes: number): Promise<boolean> {
    if (this.#over === null && this.#pending.size === 0 && !this.#isSpent) {
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), GRACE_MS);
      const isEmpty = await this.ask({ op: 'reset' }).then(
        () => true,
        () => false,
      );
      clearTimeout(timer);
      const { pid } = this.#process;
      const bytes = pid === undefined ? null : await readResidentBytes(pid);
      if (isEmpty && this.#over === null && (bytes === null || bytes <= mostBytes)) return true;
    }
    await this.end();
    return false;
  }

  /** Ends the process, politely when it is idle; what is still asked fails. */
  async end(): Promise<void> {
    if (this.#over === null && this.#pending.size === 0) {
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), GRACE_MS);
      await this.ask({ op: 'close' }).catch(() => undefined);
      clearTimeout(timer);
    }
    this.#fail(new EngineError('died', 'The tabular engine was closed.'));
    // the wait must keep the parent alive: a temporary folder is deleted after it
    this.#process.ref();
    await this.#exited;
  }

  #send(request: EngineRequest): void {
    this.#process.send(request, (error) => {
      if (error !== null) this.#fail(new EngineError('died', error.message, { cause: error }));
    });
  }

  #settle(reply: EngineReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    this.#pending.delete(reply.id);
    clearTimeout(pending.timer);
    if (this.#pending.size === 0) this.#setIdle(true);
    if (reply.ok) {
      pending.resolve(reply.value);
      return;
    }
    if (reply.reason !== 'sql') this.#isSpent = true;
    const error = new EngineError(reply.reason, this.#explain(reply.reason, reply.message));
    pending.reject(error);
    if (reply.reason === 'died') this.#fail(error);
  }

  #explain(reason: EngineError['reason'], message: string): string {
    if (reason !== 'timed_out') return message;
    return `A statement took longer than ${this.#limits.timeoutMs / 1000} s and was stopped.`;
  }

  /** Asks the engine to stop the statement; one that does not stop (a long scalar function) costs the process. */
  #timeOut(id: number, command: EngineCommand): void {
    this.#send({ id: 0, command: { op: 'interrupt', stream: 'stream' in command ? command.stream : null } });
    setTimeout(() => {
      if (this.#pending.has(id)) this.#fail(new EngineError('timed_out', this.#explain('timed_out', '')));
    }, GRACE_MS);
  }

  /** The first reason wins: the exit that follows a kill says nothing new. */
  #fail(error: EngineError): void {
    if (this.#over !== null) return;
    this.#over = error;
    this.#process.kill('SIGKILL');
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.#pending.clear();
    this.#setIdle(true);
  }

  #setIdle(idle: boolean): void {
    const stderr = this.#process.stderr as Socket | null;
    if (idle) {
      this.#process.unref();
      stderr?.unref();
      this.#process.channel?.unref();
      if (this.#watchdog !== null) clearInterval(this.#watchdog);
      this.#watchdog = null;
      return;
    }
    if (this.#watchdog !== null) return;
    this.#process.ref();
    stderr?.ref();
    this.#process.channel?.ref();
    this.#watchdog = setInterval(() => void this.#checkMemory(), WATCH_INTERVAL_MS);
  }

  async #checkMemory(): Promise<void> {
    const { pid } = this.#process;
    const bytes = pid === undefined ? null : await readResidentBytes(pid);
    if (bytes === null || bytes <= this.#limits.hardLimitBytes) return;
    const limitMb = Math.round(this.#limits.hardLimitBytes / 1024 / 1024);
    this.#fail(
      new EngineError('out_of_memory', `The tabular engine took more than ${limitMb} MiB and was stopped.`),
    );
  }
}
