import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { UnreadableFile } from '../unreadable-file.ts';

/** Called with names without their prefix: `x:row` and `row` are the same, as are transitional and strict namespaces. */
export interface XmlHandler {
  open?(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
  /** After each chunk of input; the reader waits for it, which is how a slow consumer slows the inflating. */
  chunk?(): Promise<void>;
}
export type XmlAttributes = Readonly<Record<string, string>>;

/** Feeds a part of a workbook to a handler. A DOCTYPE is refused: it can define entities that blow up or reach out. */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new UnreadableFile(
      'holds a DOCTYPE, which no spreadsheet writes. Open and save it in a spreadsheet.',
    );
  });
  parser.on('error', (error) => {
    throw new UnreadableFile(`holds broken XML: ${error.message}. Open and save it in a spreadsheet.`);
  });
  if (handler.open !== undefined) {
    parser.on('opentag', ({ name, attributes }: SaxesTagPlain) =>
      handler.open?.(localName(name), attributes),
    );
  }
  if (handler.close !== undefined) parser.on('closetag', ({ name }) => handler.close?.(localName(name)));
  if (handler.text !== undefined) {
    parser.on('text', (text) => handler.text?.(text));
    parser.on('cdata', (text) => handler.text?.(text));
  }
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: false });
    parser.write(decoder.decode(chunk, { stream: true }));
    await handler.chunk?.();
  }
  if (decoder === null) return;
  parser.write(decoder.decode()).close();
  await handler.chunk?.();
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Value of an attribute whatever its prefix, as in `r:id`. */
export function prefixed(attributes: XmlAttributes, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
}
