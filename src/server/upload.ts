import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.ts';

export interface Upload extends AsyncDisposable {
  /** Text fields by name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Files on disk under names of ours; `name` is what the user called them. */
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

const MAX_FILES = 200;
const MAX_FIELD_BYTES = 1024 * 1024;

export function isMultipart(request: FastifyRequest): boolean {
  return /^multipart\/form-data(?:;|$)/i.test(request.headers['content-type'] ?? '');
}

/**
 * Streams the parts of a multipart request to a fresh folder under `dir`; disposing deletes the folder. `maxBytes` bounds the
 * files together: the parser's own limit is per file, and 200 files under it could still fill the disk.
 */
export async function receiveUpload(request: FastifyRequest, dir: string, maxBytes: number): Promise<Upload> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(dir, 'upload-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const { fields, files } = await receiveParts(request, folder, maxBytes);
    return { fields, files, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function receiveParts(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<Pick<Upload, 'fields' | 'files'>> {
  const fields = new Map<string, string>();
  const files: { name: string; path: string }[] = [];
  const budget = byteBudget(maxBytes);
  const limits = { fileSize: maxBytes, files: MAX_FILES, fields: 20, fieldSize: MAX_FIELD_BYTES };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      fields.set(part.fieldname, String(part.value));
      continue;
    }
    const name = nameOf(part, files.length);
    const path = join(folder, `${files.length}${safeEnding(name)}`);
    await pipeline(part.file, budget(), createWriteStream(path, { mode: 0o600 }));
    files.push({ name, path });
  }
  return { fields: Object.fromEntries(fields), files };
}

/** Makes one counter per file over a common budget. */
function byteBudget(maxBytes: number): () => Transform {
  let left = maxBytes;
  return () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        left -= chunk.length;
        if (left >= 0) return done(null, chunk);
        const mebibytes = Math.floor(maxBytes / 1024 / 1024);
        done(
          new HttpProblem(
            413,
            'too_large',
            `The files are larger than ${mebibytes} MiB together; see MAX_UPLOAD_MIB.`,
          ),
        );
      },
    });
}

/** Browsers send a path for a folder upload: only its last step is a name. */
function nameOf(part: MultipartFile, index: number): string {
  const name = basename(part.filename.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-200);
  return name === '' || name === '.' || name === '..' ? `file ${index + 1}` : name;
}

/** The ending tells a reader the kind of file; nothing else of the user's name reaches the disk. */
function safeEnding(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,10}$/.test(ending) ? ending : '';
}
