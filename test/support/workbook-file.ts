import { type ZipPart, zipFile } from './zip-file.ts';

/** A workbook written part by part, so that a test can say exactly what stands in the file. */
export interface WorkbookDraft {
  /** Sheet name → content of `sheetData` (and what follows it, after `</sheetData>`). */
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: string;
    readonly after?: string;
    readonly state?: string;
  }[];
  readonly strings?: readonly string[];
  /** Format codes; cell style `n` (1-based) uses the n-th. */
  readonly formats?: readonly string[];
  readonly uses1904?: boolean;
  readonly strict?: boolean;
  readonly doctype?: string;
  readonly more?: readonly ZipPart[];
}

const TRANSITIONAL = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const STRICT = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function workbookFile(draft: WorkbookDraft): Buffer {
  return zipFile(workbookParts(draft));
}

export function workbookParts(draft: WorkbookDraft): readonly ZipPart[] {
  const ns = draft.strict ? STRICT : TRANSITIONAL;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${ns.relations}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string =>
    `${XML}<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;
  const sheetList = draft.sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const sheetRelations = draft.sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const formats = draft.formats ?? [];
  return [
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${ns.main}" xmlns:r="${ns.relations}"><workbookPr ${draft.uses1904 ? 'date1904="1"' : ''}/><sheets>${sheetList.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        sheetRelations.join('') +
          relation('rIdS', 'sharedStrings', 'sharedStrings.xml') +
          relation('rIdT', 'styles', '/xl/styles.xml'),
      ),
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `${XML}<sst xmlns="${ns.main}">${(draft.strings ?? []).map((inner) => `<si>${inner}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet xmlns="${ns.main}"><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...draft.sheets.map(({ rows, after }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `${XML}${draft.doctype ?? ''}<worksheet xmlns="${ns.main}"><sheetData>${rows}</sheetData>${after ?? ''}</worksheet>`,
    })),
    ...(draft.more ?? []),
  ];
}
