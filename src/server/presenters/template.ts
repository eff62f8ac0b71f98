import type { z } from 'zod';
import type {
  TemplateDetail,
  TemplateInstance,
  TemplateProgress,
  TemplateView,
} from '../../app/template-cases.ts';
import type {
  TemplateInstance as InstanceAnswer,
  TemplateProgress as ProgressAnswer,
  Template,
  TemplateDetail as TemplateAnswer,
} from '../schemas/template.ts';
import { presentDataset } from './dataset.ts';
import { presentGraph } from './graph.ts';
import { presentIssues } from './issue.ts';

export function presentTemplate(view: TemplateView): z.output<typeof Template> {
  return {
    id: view.id,
    title: view.title,
    description: view.description,
    category: view.category,
    level: view.level,
    modules: [...view.modules],
    models: [...view.models],
    sheets: view.sheets.map((sheet) => ({ ...sheet, columns: [...sheet.columns] })),
    steps: view.steps.map((step) => ({ ...step, nodes: [...step.nodes] })),
    warnings: view.warnings.map(({ trap, text }) => ({ trap, text })),
  };
}

export function presentTemplateDetail(view: TemplateDetail): z.output<typeof TemplateAnswer> {
  return { ...presentTemplate(view), spec: view.spec };
}

export function presentInstance(instance: TemplateInstance): z.output<typeof InstanceAnswer> {
  return {
    graph: presentGraph(instance.graph),
    dataset: instance.dataset === null ? null : presentDataset(instance.dataset),
    warnings: presentIssues(instance.warnings),
  };
}

export function presentProgress(progress: TemplateProgress): z.output<typeof ProgressAnswer> {
  return {
    template_id: progress.templateId,
    percentage: progress.percentage,
    steps: progress.steps.map(({ title, state }) => ({ title, state })),
    graphs: progress.graphs.map((graph) => ({
      graph_id: graph.graphId,
      graph_name: graph.graphName,
      percentage: graph.percentage,
      last_run_id: graph.lastRunId,
    })),
  };
}
