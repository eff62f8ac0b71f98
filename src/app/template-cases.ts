import type { Issue } from '../issue.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { DatasetView } from './dataset-cases.ts';
import type { GraphView } from './graph-cases.ts';
import type { Result } from './result.ts';
import type { TemplateFile } from './templates/template-file.ts';

/** A prepared import: steps, sample and graph of a usual task. */
export interface TemplateView extends Omit<TemplateFile, 'sheets'> {
  readonly id: string;
  /** Technical names. */
  readonly models: readonly string[];
  /** Of the sample workbook. */
  readonly sheets: readonly {
    readonly name: string;
    readonly text: string;
    readonly columns: readonly string[];
    readonly rows: number;
  }[];
}

export interface TemplateDetail extends TemplateView {
  readonly spec: GraphSpec;
}

export interface InstantiateTemplate {
  /** Of the graph; default: the template's own. Its external IDs are made from it. */
  readonly name?: string;
  /** Must have the sheets and columns that the template reads. */
  readonly datasetId?: string;
  /** Uploads the sample as a dataset; default false. */
  readonly withSample?: boolean;
}

export interface TemplateInstance {
  readonly graph: GraphView;
  readonly dataset: DatasetView | null;
  /** Of the dataset, e.g. sheets that nothing reads. */
  readonly warnings: readonly Issue[];
}

export type StepState = 'open' | 'partly' | 'done';

export interface TemplateProgress {
  readonly templateId: string;
  /** Share of the nodes that a completed run of one of the graphs has loaded whole; 0–100. */
  readonly percentage: number;
  readonly steps: readonly { readonly title: string; readonly state: StepState }[];
  readonly graphs: readonly TemplateGraphProgress[];
}

export interface TemplateGraphProgress {
  readonly graphId: string;
  readonly graphName: string;
  readonly percentage: number;
  readonly lastRunId: string | null;
}

export interface TemplateCases {
  list(): Promise<readonly TemplateView[]>;
  get(id: string): Promise<Result<TemplateDetail>>;
  /** The sample as XLSX. */
  workbook(id: string): Promise<Result<{ readonly name: string; readonly content: Uint8Array }>>;
  /** Makes a graph, and a dataset where the sample is asked for; refuses a dataset that does not fit, with every problem. */
  instantiate(id: string, input: InstantiateTemplate): Promise<Result<TemplateInstance>>;
  progress(id: string, of?: { readonly connectionId?: string }): Promise<Result<TemplateProgress>>;
}
