/**
 * The examples of a page of the documentation, to be run as they stand there. A block of `sh` is a part of one session: its commands
 * are run one after another, each must end with the exit code that stands behind it (`# exits 3`; 0 where none stands). A block of
 * `json` right behind it is what the last command answers with, abbreviated: see `misfit`. A block that is there to be read only says so,
 * with the reason: `sh not-run: needs a bucket`.
 */
export interface DocExample {
  /** Line of the block's first line on the page. */
  readonly line: number;
  readonly commands: readonly DocCommand[];
  readonly answer: unknown;
}

export interface DocCommand {
  readonly line: number;
  readonly text: string;
  readonly exitCode: number;
}

const NOT_RUN = /^sh not-run: \S/;

export function readExamples(page: string): readonly DocExample[] {
  const blocks = readBlocks(page);
  return blocks.flatMap((block, i) => {
    if (block.kind !== 'sh') {
      if (/^(sh|bash|console)\b/.test(block.kind) && !NOT_RUN.test(block.kind))
        throw new Error(
          `line ${block.line}: a block of "${block.kind}" is neither run nor says why it is not`,
        );
      return [];
    }
    const next = blocks[i + 1];
    // an empty line, then the fence
    const isAnswered = next?.kind === 'json' && next.line === block.end + 3;
    const answer = isAnswered ? (JSON.parse(next.text) as unknown) : undefined;
    return [{ line: block.line, commands: readCommands(block), answer }];
  });
}

interface Block {
  readonly kind: string;
  readonly line: number;
  /** Line of the closing fence. */
  readonly end: number;
  readonly text: string;
}

function readBlocks(page: string): readonly Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const kind = /^```(.+)$/.exec(lines[i] ?? '')?.[1];
    if (kind === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    if (end < 0) throw new Error(`line ${i + 1}: the block is not closed`);
    blocks.push({ kind, line: i + 2, end: end + 1, text: lines.slice(i + 1, end).join('\n') });
    i = end;
  }
  return blocks;
}

/** One command per line; a line that ends with `\` goes on. */
function readCommands({ text, line: first }: Block): readonly DocCommand[] {
  const commands: DocCommand[] = [];
  let [part, started] = ['', first];
  for (const [i, line] of text.split('\n').entries()) {
    if (part === '') started = first + i;
    part += line;
    if (line.endsWith('\\')) {
      part += '\n';
      continue;
    }
    const said = /\s+# exits (\d+)$/.exec(part);
    const command = part.replace(/\s+# exits \d+$/, '');
    if (command.trim() !== '' && !command.startsWith('#'))
      commands.push({ line: started, text: command, exitCode: Number(said?.[1] ?? 0) });
    part = '';
  }
  return commands;
}

const WORD = /^\s*((?:[\w./:@%+=,~-]|"[^"$`\\]*"|'[^']*')+|\\\n)/;

/** Variables in front, then `importgraph` and its arguments, quoted where they must be. Anything else of a shell is refused. */
export function readCommandLine(line: string): {
  readonly variables: Readonly<Record<string, string>>;
  readonly words: readonly string[];
} {
  const words: string[] = [];
  for (let rest = line; rest.trim() !== ''; ) {
    const [found, word] = WORD.exec(rest) ?? [];
    if (found === undefined || word === undefined)
      throw new Error(`cannot be run: "${line}", because of "${rest.trim()}"`);
    if (word !== '\\\n') words.push(word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
    rest = rest.slice(found.length);
  }
  const at = words.indexOf('importgraph');
  const variables = words.slice(0, Math.max(at, 0)).map((word) => /^([A-Z_]+)=(.*)$/.exec(word));
  if (at < 0 || variables.includes(null))
    throw new Error(`cannot be run: "${line}" is no importgraph command`);
  return {
    variables: Object.fromEntries(variables.map((found) => [found?.[1] ?? '', found?.[2] ?? ''])),
    words: words.slice(at + 1),
  };
}

/**
 * Where an answer does not fit what the page shows, null where it does. Shown keys must be there, others may be; `"…"` stands for
 * anything, a text with `…` for any text in its place; a list of one item says what every item is like, and that there is one.
 */
export function misfit(shown: unknown, actual: unknown, path = 'answer'): string | null {
  if (shown === '…') return actual === undefined ? `${path} is not there` : null;
  if (typeof shown === 'string' && shown.includes('…'))
    return typeof actual === 'string' && toPattern(shown).test(actual) ? null : differs(path, shown, actual);
  if (Array.isArray(shown)) return misfitOfList(shown, actual, path);
  if (typeof shown === 'object' && shown !== null) {
    if (typeof actual !== 'object' || actual === null) return differs(path, shown, actual);
    const record = actual as Readonly<Record<string, unknown>>;
    for (const [key, value] of Object.entries(shown)) {
      const wrong = misfit(value, record[key], `${path}.${key}`);
      if (wrong !== null) return wrong;
    }
    return null;
  }
  return shown === actual ? null : differs(path, shown, actual);
}

function misfitOfList(shown: readonly unknown[], actual: unknown, path: string): string | null {
  if (!Array.isArray(actual)) return differs(path, shown, actual);
  const isSample = shown.length === 1;
  if (isSample ? actual.length === 0 : actual.length !== shown.length) return differs(path, shown, actual);
  for (const [i, item] of actual.entries()) {
    const wrong = misfit(isSample ? shown[0] : shown[i], item, `${path}[${i}]`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function toPattern(text: string): RegExp {
  return new RegExp(
    `^${text
      .split('…')
      .map((part) => RegExp.escape(part))
      .join('[\\s\\S]*')}$`,
  );
}

function differs(path: string, shown: unknown, actual: unknown): string {
  return `${path}: the page shows ${JSON.stringify(shown)}, the command answered ${JSON.stringify(actual)?.slice(0, 500)}`;
}
