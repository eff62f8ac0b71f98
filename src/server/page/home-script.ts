/**
 * The script of the built-in page. It polls, so that what it shows always comes from the database, and writes with
 * `textContent` only: names and messages come from files and from Odoo. A run that has not changed is left as it stands, so that
 * what the reader has opened or selected stays.
 */
export const HOME_SCRIPT = `'use strict';
const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'blocked', 'unknown', 'cancelled'];
const ALWAYS = ['created', 'rejected'];
const LOOK = {
  pending: ['○', 'quiet'], running: ['▶', 'busy'], rolling_back: ['▶', 'busy'],
  completed: ['✓', 'good'], completed_with_errors: ['⚠', 'warn'], paused: ['❚❚', 'warn'],
  failed: ['✗', 'bad'], cancelled: ['⊘', 'quiet'], rolled_back: ['↩', 'quiet'],
};
const OUTCOME_LOOK = { created: 'good', updated: 'good', rejected: 'bad', blocked: 'bad', unknown: 'warn' };
const ACTIVE = new Set(['pending', 'running', 'rolling_back']);
const state = document.getElementById('state');
const list = document.getElementById('runs');
const shown = new Map();
const opened = new Map();

function element(tag, className, children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const child of [children ?? []].flat()) made.append(child instanceof Node ? child : String(child));
  return made;
}

function lookOf(status) {
  return LOOK[status] ?? ['', 'quiet'];
}

function wordsOf(status) {
  const [icon, look] = lookOf(status);
  return element('span', 'state ' + look, icon + ' ' + status.replaceAll('_', ' '));
}

function number(value) {
  return value === null ? '' : value.toLocaleString();
}

function seconds(value) {
  return value < 90 ? Math.max(0, value).toFixed(value < 10 && value % 1 !== 0 ? 1 : 0) + ' s' : Math.round(value / 60) + ' min';
}

function bar(max, value, look, label) {
  const made = element('progress', look);
  made.max = max;
  made.value = value;
  made.setAttribute('aria-label', label);
  return made;
}

function totalOf(run, outcome) {
  return run.progress.nodes.reduce((sum, node) => sum + node[outcome], 0);
}

function metaOf(run) {
  const p = run.progress;
  const parts = [new Date(run.created_at).toLocaleString(), number(p.rows_done) + ' of ' + number(p.rows_total) + ' rows'];
  if (run.completed_at && run.started_at) parts.push(seconds((new Date(run.completed_at) - new Date(run.started_at)) / 1000));
  if (p.rows_per_second) parts.push(number(Math.round(p.rows_per_second)) + ' rows/s');
  if (p.eta_seconds !== null) parts.push('about ' + seconds(Math.ceil(p.eta_seconds)) + ' left');
  if (p.waiting_for) parts.push('waiting: ' + p.waiting_for);
  parts.push('version ' + run.graph_version, run.id);
  return element('p', 'meta', parts.join(' · '));
}

function countsOf(run) {
  const items = OUTCOMES.flatMap((outcome) => {
    const count = totalOf(run, outcome);
    if (count === 0) return [];
    return [element('li', OUTCOME_LOOK[outcome] ?? 'quiet', [element('b', '', number(count)), ' ' + outcome])];
  });
  return element('ul', 'counts', items);
}

function nodesOf(run) {
  const outcomes = OUTCOMES.filter((outcome) => ALWAYS.includes(outcome) || totalOf(run, outcome) > 0);
  const head = [element('th', 'words', 'node'), element('th', 'words', 'model'), element('th', 'words', 'status'), element('th', 'words', 'done')];
  const rows = run.progress.nodes.map((node) => {
    const done = OUTCOMES.reduce((sum, outcome) => sum + node[outcome], 0);
    const share = bar(node.rows_total || 1, node.rows_total === 0 ? 1 : done, lookOf(node.status)[1], 'Progress of ' + node.node_id);
    return element('tr', '', [
      element('td', 'words', node.node_id), element('td', 'words', node.model), element('td', 'words', wordsOf(node.status)),
      element('td', 'words', share), element('td', '', number(node.rows_total)),
      ...outcomes.map((outcome) => element('td', node[outcome] === 0 ? 'quiet' : '', number(node[outcome]))),
    ]);
  });
  const titles = [...head, element('th', '', 'rows'), ...outcomes.map((outcome) => element('th', '', outcome))];
  const table = element('table', '', [element('thead', '', element('tr', '', titles)), element('tbody', '', rows)]);
  return element('div', 'wrap', table);
}

/** Opens and closes what is only looked at now and then, and remembers it while the page is open. */
function folded(key, title, openAtFirst, content) {
  const made = element('details', '', [element('summary', '', title)]);
  const fill = () => { if (made.open && made.children.length === 1) made.append(content()); };
  made.open = opened.get(key) ?? openAtFirst;
  fill();
  made.addEventListener('toggle', () => { opened.set(key, made.open); fill(); });
  return made;
}

function issuesOf(run) {
  const items = element('ul', 'issues', element('li', 'quiet', 'Loading…'));
  ask('/api/v1/runs/' + run.id + '/issues').then((page) => items.replaceChildren(...page.items.map(issueOf)), (error) => items.replaceChildren(error.message));
  return items;
}

function issueOf(group) {
  const look = group.severity === 'error' ? 'bad' : 'warn';
  const sample = group.samples[0];
  return element('li', '', [element('b', look, number(group.count) + ' × ' + group.code), ' in ' + group.node + (sample ? ': ' + sample.message : '')]);
}

function articleOf(run, isFirst) {
  const [, look] = lookOf(run.status);
  const share = ACTIVE.has(run.status) ? ' ' + run.progress.percentage + ' %' : '';
  const title = element('div', 'title', [element('h3', '', run.graph_name), element('span', look, [wordsOf(run.status), share])]);
  const parts = [title, metaOf(run)];
  if (run.error_message) parts.push(element('p', 'message ' + look, run.error_message));
  parts.push(bar(100, run.progress.percentage, look, 'Progress of ' + run.graph_name), countsOf(run));
  if (totalOf(run, 'rejected') > 0) parts.push(folded(run.id + ' issues', 'Why rows were rejected', isFirst && !ACTIVE.has(run.status), () => issuesOf(run)));
  parts.push(folded(run.id, run.progress.nodes.length + (run.progress.nodes.length === 1 ? ' node' : ' nodes'), isFirst || ACTIVE.has(run.status), () => nodesOf(run)));
  return element('article', '', parts);
}

function draw(runs) {
  const articles = runs.map((run, index) => {
    const text = index + JSON.stringify(run);
    const before = shown.get(run.id);
    const article = before && before.text === text ? before.article : articleOf(run, index === 0);
    shown.set(run.id, { text, article });
    return article;
  });
  if (articles.length !== list.children.length || articles.some((article, index) => article !== list.children[index])) list.replaceChildren(...articles);
}

async function ask(url) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (answer.ok) return answer.json();
  throw new Error(answer.status === 401 ? 'Open the start link that the terminal shows.' : 'HTTP ' + answer.status);
}

async function show() {
  let pause = 5000;
  try {
    const page = await ask('/api/v1/runs?limit=10');
    draw(page.items);
    state.textContent = page.items.length === 0 ? 'No runs yet. Start one with POST /api/v1/graphs/{id}/run or "importgraph run".' : '';
    state.hidden = page.items.length > 0;
    if (page.items.some((run) => ACTIVE.has(run.status))) pause = 1000;
  } catch (error) {
    state.textContent = 'No answer, trying again: ' + error.message;
    state.hidden = false;
  }
  setTimeout(show, pause);
}
show();
`;
