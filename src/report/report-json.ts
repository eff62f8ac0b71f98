import type { ReportHead, ReportIssueGroup, ReportNode, ReportRow, RunReport } from './run-report.ts';

/** The report as one JSON object, written while its rows are read: `{head, nodes, issues, rows}`. */
export async function* writeReportJson(report: RunReport): AsyncGenerator<string> {
  const { head, nodes, issues, rows } = report;
  yield `{"head":${JSON.stringify(presentHead(head))},\n"nodes":${JSON.stringify(nodes.map(presentNode))},\n"issues":${JSON.stringify(issues.map(presentIssueGroup))},\n"rows":[`;
  let separator = '\n';
  for await (const part of rows) {
    if (part.length === 0) continue;
    yield separator + part.map((row) => JSON.stringify(presentRow(row))).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

function presentHead(head: ReportHead) {
  const { graph, dataset, connection } = head;
  return {
    run_id: head.runId,
    kind: head.kind,
    check_depth: head.checkDepth,
    of_run: head.ofRun,
    status: head.status,
    error_message: head.errorMessage,
    graph: { id: graph.id, name: graph.name, version: graph.version, hash: graph.hash },
    dataset: { id: dataset.id, name: dataset.name, hash: dataset.hash, files: [...dataset.files] },
    connection: {
      id: connection.id,
      name: connection.name,
      url: connection.url,
      database: connection.database,
      login: connection.login,
      server_version: connection.serverVersion,
    },
    schema_hash: head.schemaHash,
    answers: head.answers,
    created_at: head.createdAt,
    started_at: head.startedAt,
    completed_at: head.completedAt,
    active_seconds: head.activeSeconds,
    workers: [...head.workers],
  };
}

function presentNode(node: ReportNode) {
  return {
    node: node.node,
    model: node.model,
    sheet: node.sheet,
    status: node.status,
    rows: node.rows,
    ...node.counts,
    open: node.open,
    seconds: node.seconds,
    rows_per_second: node.rowsPerSecond,
    defaults: [...node.defaults],
  };
}

function presentIssueGroup({ node, code, severity, field, column, count, samples }: ReportIssueGroup) {
  return { node, code, severity, field, column, count, samples };
}

function presentRow(row: ReportRow) {
  return {
    node: row.node,
    model: row.model,
    sheet: row.sheet,
    row: row.row,
    ord: row.ord,
    key: row.key,
    outcome: row.outcome,
    rule: row.rule,
    external_id: row.externalId,
    record_id: row.recordId,
    link: row.link,
    blocked_by: row.blockedBy,
    changes: row.changes,
    issues: row.issues,
  };
}
