import { trimText } from '../source/blanks.ts';
import type { Stage } from './value-stage.ts';

/** Stands before a stage that reads a word, a number or a date. */
export const TRIM: Stage = { value: trimText };
