import type { IssueCode } from '../issue.ts';

/**
 * A file that cannot be read, thrown out of the depths of a streaming parser and turned into an issue by `file-reader.ts`, the
 * only place that catches it: handing a value up through inflating and XML callbacks would hide the reading itself.
 * The message is the part of a sentence that follows the file's name.
 */
export class UnreadableFile extends Error {
  readonly code: IssueCode;
  constructor(message: string, code: IssueCode = 'file_unreadable') {
    super(message);
    this.name = 'UnreadableFile';
    this.code = code;
  }
}
