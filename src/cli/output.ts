/**
 * Where a command writes. Standard output has the answer; with `--json` its last line is one JSON object, so what is meant for
 * people goes to standard error then. Progress always goes to standard error.
 */
export interface Output {
  readonly json: boolean;
  /** Standard error is a terminal that can redraw lines, and nobody asked for JSON. */
  readonly canRedraw: boolean;
  /** The answer for people. */
  line(text?: string): void;
  /** What is going on meanwhile. */
  note(text: string): void;
  /** The answer for programs; printed with `--json` only. */
  result(value: object): void;
}

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

export function openOutput(streams: Streams, json: boolean): Output {
  const { stdout, stderr } = streams;
  const forPeople = json ? stderr : stdout;
  return {
    json,
    canRedraw: stderr.isTTY === true && !json,
    line: (text = '') => forPeople.write(`${text}\n`),
    note: (text) => stderr.write(`${text}\n`),
    result: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}
