import { type Document, isNode, LineCounter, parseDocument, stringify } from 'yaml';
import type { Issue } from '../issue.ts';
import { GraphSpec } from './graph-spec.ts';
import { type ParsedGraph, parseGraphSpec } from './parse-graph-spec.ts';

/** Bytes of UTF-8. A graph of 500 nodes has about 200 kB. */
const MAX_BYTES = 1_000_000;
/** How often anchors may be used, nested uses multiplied: enough to share value maps, too little for a bomb. */
const MAX_ALIASES = 100;
const TOO_DEEP = 'The YAML text is nested too deeply to be read. A graph needs about ten levels.';

/**
 * Reads a graph from YAML 1.2 (core schema; JSON is YAML too). Messages begin with the line. Custom tags, other versions, repeated keys, several
 * documents and texts over 1 MB are refused.
 */
export function importGraphYaml(text: string): ParsedGraph {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    return refuse(`The YAML text has ${bytes} bytes; at most ${MAX_BYTES} are read. Split the graph in two.`);
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text.replace(/^\uFEFF/, ''), {
      lineCounter: lines,
      prettyErrors: false,
      schema: 'core',
      stringKeys: true,
      uniqueKeys: true,
      version: '1.2',
    });
    const issues = syntaxIssues(document, lines);
    if (issues.length > 0) return { ok: false, issues };
    return parseGraphSpec(document.toJS({ maxAliasCount: MAX_ALIASES }), (path) =>
      lineOf(document, lines, path),
    );
  } catch (error) {
    return refuse(unreadable(error));
  }
}

function syntaxIssues(document: Document.Parsed, lines: LineCounter): readonly Issue[] {
  const { yaml } = document.directives ?? {};
  const version =
    yaml?.explicit && yaml.version !== '1.2'
      ? [
          yamlIssue(
            `The YAML version ${yaml.version} is not read. Remove the %YAML line; graphs are YAML 1.2.`,
          ),
        ]
      : [];
  if (document.errors.some((error) => /call stack/.test(error.message))) return [yamlIssue(TOO_DEEP)];
  const problems = [...document.errors, ...document.warnings].map((problem) => {
    const { line, col } = lines.linePos(problem.pos[0]);
    const text =
      problem.code === 'TAG_RESOLVE_FAILED'
        ? 'tags (words that begin with !) are not read. Remove it.'
        : `${problem.message}.`;
    return yamlIssue(`Line ${line}, column ${col}: ${text.replace(/\.\.$/, '.')}`);
  });
  return [...version, ...problems].slice(0, 20);
}

/** The library throws for what it gives up on: aliases without end (ReferenceError), nesting without end (RangeError). */
function unreadable(error: unknown): string {
  if (error instanceof RangeError) return TOO_DEEP;
  if (error instanceof ReferenceError && /alias/i.test(error.message)) {
    return `The YAML text uses anchors (&name, *name) more than ${MAX_ALIASES} times, or one that is not there. Write the values out.`;
  }
  throw error;
}

/** Line of the value at a path; of the nearest thing around it where the path leads to nothing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/**
 * Writes a graph as YAML. Keys stand in the order of the schema, so equal graphs give equal bytes and a re-import exports the same again.
 * Metadata under a name that speaks of a secret is left out: files are shared.
 */
export function exportGraphYaml(spec: GraphSpec): string {
  const ordered = GraphSpec.parse(spec);
  const metadata = ordered.metadata === undefined ? {} : { metadata: withoutSecrets(ordered.metadata) };
  return stringify(
    { ...ordered, ...metadata },
    // block and folded texts cannot hold every text (trailing blanks, carriage returns); quoted ones can
    { version: '1.2', schema: 'core', lineWidth: 0, blockQuote: false, aliasDuplicateObjects: false },
  );
}

const SECRET = /pass(word|wd|phrase)?$|secret|token|api_?key|credential|private_?key/i;

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !SECRET.test(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutSecrets(child)]));
}

function refuse(message: string): ParsedGraph {
  return { ok: false, issues: [yamlIssue(message)] };
}

function yamlIssue(message: string): Issue {
  return { severity: 'error', code: 'yaml_invalid', message };
}
