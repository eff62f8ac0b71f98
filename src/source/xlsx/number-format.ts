import type { ZipArchive } from '../zip-archive.ts';
import { readXml } from './xml-reader.ts';

/** What a number format makes of a number, as far as it changes the value and not only its looks. */
export type NumberFormat =
  | { readonly kind: 'number' }
  | { readonly kind: 'date' | 'datetime' | 'time' | 'elapsed' }
  /** Digits filled from the right into a pattern of zeros and marks: `00000`, `000-00`. */
  | { readonly kind: 'digits'; readonly pattern: string };

const NUMBER: NumberFormat = { kind: 'number' };

/** Formats that files use by number without defining them: ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are East Asian dates. */
function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return { kind: 'date' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return { kind: 'time' };
  if (id === 46) return { kind: 'elapsed' };
  return id === 22 ? { kind: 'datetime' } : NUMBER;
}

export function parseFormat(code: string): NumberFormat {
  // the first section is the one of positive numbers
  const section = splitSections(code)[0] ?? '';
  const plain = section
    .replace(/"([^"]*)"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(plain)) return { kind: 'elapsed' };
  const marks = plain
    .replace(/\[[^\]]*\]/g, '')
    .replace(/General|Standard/gi, '')
    .replace(/am\/pm|a\/p/gi, 'h');
  const hasTime = /[hs]/i.test(marks);
  if (/[yd]/i.test(marks) || /mmm/i.test(marks)) return { kind: hasTime ? 'datetime' : 'date' };
  if (hasTime) return { kind: 'time' };
  if (/^m+$/i.test(marks)) return { kind: 'date' };
  return digitsFormat(section);
}

function splitSections(code: string): readonly string[] {
  return code.match(/(?:"[^"]*"|\\.|[^;])+/g) ?? [];
}

function digitsFormat(section: string): NumberFormat {
  const pattern = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1');
  return /^0[0\- /()]*0$/.test(pattern) ? { kind: 'digits', pattern } : NUMBER;
}

/** Format per cell style index, from the styles part. */
export async function readCellFormats(
  archive: ZipArchive,
  part: string | null,
): Promise<readonly NumberFormat[]> {
  if (part === null) return [];
  const custom = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let isCellStyles = false;
  await readXml(archive.read(part), {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'cellXfs') isCellStyles = true;
      // a difference style may define a format under a number of the workbook's own, so only the first counts
      else if (name === 'numFmt' && !custom.has(Number(numFmtId)))
        custom.set(Number(numFmtId), parseFormat(formatCode));
      else if (name === 'xf' && isCellStyles) {
        formats.push(custom.get(Number(numFmtId)) ?? builtInFormat(Number(numFmtId)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  return formats;
}
