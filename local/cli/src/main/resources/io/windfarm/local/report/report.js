/* Draws the report from the data beside it. What comes from the lake becomes text, never markup. */
(function () {
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const $ = (id) => document.getElementById(id);
const escapeHtml = echarts.format.encodeHTML;

/* Status: colour, a mark and a word, so that none has to be seen alone. */
const STATUS = {
  'critical': { word: 'Critical', mark: '✕', style: 'critical' },
  'silent': { word: 'Silent', mark: '–', style: 'silent' },
  'warning': { word: 'Warning', mark: '!', style: 'warning' },
  'bad data': { word: 'Bad data', mark: '?', style: 'bad-data' },
  'ok': { word: 'OK', mark: '', style: 'ok' },
};
const STATUSES = Object.keys(STATUS);
const VERDICT = {
  OK: { mark: '✓', word: 'well', style: 'ok' },
  ATTENTION: { mark: '!', word: 'needs attention', style: 'attention' },
  CRITICAL: { mark: '✕', word: 'critical', style: 'critical' },
  UNKNOWN: { mark: '·', word: 'unknown', style: 'unknown' },
};
const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
const QUALITY = { G: 'GOOD', U: 'UNCERTAIN', B: 'BAD', '-': 'not judged' };

/* ---- text ---- */

const grouped = new Intl.NumberFormat('en');
const number = (n) => n === null || n === undefined ? '–' : grouped.format(n);
const digits = (n, most) => n === null || n === undefined ? '–'
  : new Intl.NumberFormat('en', { maximumFractionDigits: most }).format(n);
/* Rounded down: 100 % means all. */
const percent = (share) => share === null ? '–' : (Math.floor(share * 1000) / 10).toFixed(1) + ' %';
const score = (points) => points === null ? '–' : (Math.floor(points * 10) / 10).toFixed(1);
const iso = (ms) => new Date(ms).toISOString();
const second = (ms) => ms === null ? '–' : iso(ms).slice(0, 19).replace('T', ' ');
const minute = (ms) => ms === null ? '–' : iso(ms).slice(0, 16).replace('T', ' ');
const words = (name) => name.replace(/_/g, ' ');
const plural = (n, noun) => number(n) + ' ' + noun + (n === 1 ? '' : 's');

function duration(ms) {
  if (ms === null) return '–';
  const size = Math.abs(ms);
  if (size < 1000) return Math.round(ms) + ' ms';
  if (size < 120e3) return (ms / 1e3).toFixed(1) + ' s';
  if (size < 7200e3) return (ms / 60e3).toFixed(1) + ' min';
  return size < 172800e3 ? (ms / 3600e3).toFixed(1) + ' h' : (ms / 86400e3).toFixed(1) + ' d';
}

/* ---- elements ---- */

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const rowsOf = (answer) => answer === null ? [] : answer.rows.map(
  (row) => Object.fromEntries(answer.columns.map((column, i) => [column, row[i]])));

function statusOf(row) {
  const status = STATUS[row.status];
  return el('span', { class: 'status ' + status.style },
    el('span', { 'class': 'tile', 'aria-hidden': 'true' }, status.mark || '\u00a0'), status.word);
}

/**
 * A table that sorts by its heads, a page at a time. A column is {head, of, text, number, style}: of gives
 * what it sorts by, text what it shows, of's value by default.
 */
function table(place, { caption, columns, rows, none, search, page = 15 }) {
  place.replaceChildren();
  if (rows.length === 0) {
    place.append(el('p', { class: 'none' }, none));
    return;
  }
  let sorted = null;
  let descending = false;
  let all = false;
  let wanted = '';
  const body = el('tbody');
  const rest = el('p', { 'class': 'more', 'role': 'status' });
  const heads = columns.map((column) => {
    const head = el('th', { scope: 'col', class: column.number ? 'number' : null });
    head.append(el('button', { type: 'button', onclick: () => sortBy(column) }, column.head));
    return head;
  });

  function sortBy(column) {
    descending = sorted === column && !descending;
    sorted = column;
    heads.forEach((head, i) => {
      if (columns[i] === column) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    draw();
  }

  function compare(a, b) {
    const x = sorted.of(a);
    const y = sorted.of(b);
    if (x === null || y === null) return (x === null) - (y === null);
    const order = typeof x === 'number' ? x - y : String(x).localeCompare(String(y), 'en', { numeric: true });
    return descending ? -order : order;
  }

  function draw() {
    let shown = wanted === '' ? rows
      : rows.filter((row) => columns.some((column) => String(show(column, row)).toLowerCase().includes(wanted)));
    if (sorted) shown = [...shown].sort(compare);
    const drawn = all ? shown : shown.slice(0, page);
    body.replaceChildren(...drawn.map((row) => el('tr', {}, ...columns.map((column) => {
      const content = column.cell ? column.cell(row) : show(column, row);
      return el('td', { class: column.number ? 'number' : column.style || null }, content);
    }))));
    rest.replaceChildren(wanted !== '' || drawn.length < shown.length
      ? number(drawn.length) + ' of ' + plural(shown.length, 'row') + (wanted === '' ? '' : ' found') : '');
    if (drawn.length < shown.length) {
      rest.append(el('button', { type: 'button', onclick: () => { all = true; draw(); } }, 'Show all'));
    }
  }

  const show = (column, row) => {
    const text = column.text ? column.text(row) : column.of(row);
    return text === null || text === undefined || text === '' ? '–' : text;
  };
  if (search) {
    place.append(el('div', { class: 'controls' }, el('label', {}, search, ' ',
      el('input', { type: 'search', oninput: (e) => { wanted = e.target.value.trim().toLowerCase(); draw(); } }))));
  }
  place.append(
    el('div', { 'class': 'scroll', 'tabindex': '0', 'role': 'region', 'aria-label': caption },
      el('table', {}, el('caption', {}, caption), el('thead', {}, el('tr', {}, ...heads)), body)),
    rest);
  draw();
}

/** The same behind a word to click, for what a chart shows. */
function tableOf(place, options) {
  const inside = el('div');
  const details = el('details', {}, el('summary', {}, 'As a table'), inside);
  details.addEventListener('toggle', () => {
    if (details.open && !inside.firstChild) table(inside, options);
  });
  place.replaceChildren(details);
}

/* ---- charts ---- */

const charts = new Map();
const redraws = [];

function colours() {
  const style = getComputedStyle(document.documentElement);
  return new Proxy({}, { get: (target, name) => style.getPropertyValue('--' + name).trim() });
}

function draw(place, label, option) {
  place.hidden = false;
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', label);
  if (!charts.has(place)) {
    const chart = echarts.init(place);
    charts.set(place, chart);
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  charts.get(place).resize();
  charts.get(place).setOption(option, true);
}

function hide(place) {
  if (charts.has(place)) charts.get(place).clear();
  place.hidden = true;
}

/** What all charts have in common. */
function frame(c, option) {
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: c.ink },
    grid: { left: 16, right: 24, top: 44, bottom: 16, containLabel: true },
    legend: { top: 8, left: 12, itemWidth: 14, itemHeight: 10, textStyle: { color: c.ink } },
    ...option,
    tooltip: {
      confine: true, backgroundColor: c.card, borderColor: c.line, textStyle: { color: c.ink, fontSize: 13 },
      ...option.tooltip,
    },
  };
}

function axis(c, option) {
  return {
    axisLine: { lineStyle: { color: c.soft } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: c.line } },
    ...option,
    axisLabel: { color: c.soft, hideOverlap: true, ...option.axisLabel },
  };
}

function clock(ms) {
  const text = iso(ms);
  return text.slice(11, 19) === '00:00:00' ? text.slice(5, 10)
    : text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19);
}

const timeAxis = (c, option) => axis(c, {
  type: 'time', ...option, splitLine: { show: false }, axisLabel: { formatter: clock, ...option.axisLabel },
});

const slider = (c, axisIndex) => ({
  type: 'slider', xAxisIndex: axisIndex, bottom: 8, height: 20, borderColor: c.line, textStyle: { color: c.soft },
  labelFormatter: (value) => clock(value), showDataShadow: false, brushSelect: false,
});

const tip = (...lines) => lines.filter((line) => line !== null).map(escapeHtml).join('<br>');

/* ---- headline ---- */

const turbines = rowsOf(data.turbines);
const alerts = rowsOf(data.alerts);
const quality = rowsOf(data.quality);
const [coverage] = rowsOf(data.coverage);
const byId = new Map(turbines.map((turbine) => [turbine.turbine_id, turbine]));

function drawHeadline() {
  $('headline').textContent = data.headline;
  document.title = 'Wind farm report: ' + data.headline;
  $('period').textContent = (coverage.until === null ? 'Nothing was found to report on.'
    : 'From ' + minute(coverage.since) + ' to ' + minute(coverage.until) + ' UTC, '
      + plural(turbines.length, 'turbine') + '.') + ' Made ' + minute(data.made) + ' UTC.';
  $('facts').append(...data.facts.map((fact) => {
    const verdict = VERDICT[fact.verdict];
    return el('li', { class: verdict.style },
      el('span', { 'class': 'mark', 'role': 'img', 'aria-label': verdict.word }, verdict.mark),
      el('span', { class: 'name' }, fact.name), el('span', { class: 'value' }, fact.value),
      el('span', { class: 'detail' }, fact.detail));
  }));
}

/* ---- fleet ---- */

function groups(rows, key) {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(row[key])) found.set(row[key], []);
    found.get(row[key]).push(row);
  }
  return found;
}

const farmName = (farm) => farm === null ? 'Without a farm' : 'Farm ' + farm;

function drawFleet() {
  const map = $('fleet-map');
  if (turbines.length === 0) {
    map.append(el('p', { class: 'none' }, 'There are no turbines in the lake: neither statistics nor alerts.'));
    return;
  }
  const counted = groups(turbines, 'status');
  $('fleet-legend').append(...STATUSES.map((status) => el('li', {},
    statusOf({ status }), number((counted.get(status) || []).length))));
  for (const [region, here] of groups(turbines, 'region')) {
    const farms = el('div', { class: 'farms' });
    for (const [farm, members] of groups(here, 'farm_id')) {
      const countries = [...new Set(members.map((turbine) => turbine.country_code).filter(Boolean))].join(', ');
      const label = farmName(farm) + ', ' + plural(members.length, 'turbine') + (countries ? ', ' + countries : '');
      farms.append(el('div', { class: 'farm' },
        el('h4', {}, farmName(farm), el('span', {}, label.slice(farmName(farm).length))),
        el('div', { 'class': 'tiles', 'role': 'group', 'aria-label': label }, ...members.map(tile))));
    }
    map.append(el('div', { class: 'region' }, el('h3', {}, region), farms));
  }
  const tiles = [...map.querySelectorAll('.tile')];
  tiles[0].tabIndex = 0;
  map.addEventListener('keydown', (event) => walk(event, tiles));
}

function tile(turbine) {
  const status = STATUS[turbine.status];
  const label = turbine.turbine_id + ', ' + status.word + (turbine.rules ? ': ' + turbine.rules : '');
  return el('button', {
    'type': 'button', 'class': 'tile ' + status.style, 'tabindex': '-1', 'aria-label': label, 'title': label,
    'onclick': () => showSensor(turbine.turbine_id),
  }, status.mark);
}

/** One stop for the tab key, arrows from there on. */
function walk(event, tiles) {
  const from = tiles.indexOf(document.activeElement);
  if (from < 0) return;
  const to = {
    ArrowRight: () => from + 1, ArrowLeft: () => from - 1, Home: () => 0, End: () => tiles.length - 1,
    ArrowDown: () => nextRow(tiles, from, 1), ArrowUp: () => nextRow(tiles, from, -1),
  }[event.key];
  if (!to) return;
  event.preventDefault();
  const target = tiles[Math.min(tiles.length - 1, Math.max(0, to()))];
  tiles[from].tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

function nextRow(tiles, from, step) {
  const here = tiles[from].getBoundingClientRect();
  let best = from;
  for (let i = from + step; i >= 0 && i < tiles.length; i += step) {
    const there = tiles[i].getBoundingClientRect();
    if (there.top === here.top) continue;
    if (best !== from && there.top !== tiles[best].getBoundingClientRect().top) break;
    if (best === from || Math.abs(there.left - here.left)
        < Math.abs(tiles[best].getBoundingClientRect().left - here.left)) best = i;
  }
  return best;
}

/* ---- turbines ---- */

const turbineLink = (row) => el('button', {
  'type': 'button', 'class': 'link', 'onclick': () => showSensor(row.turbine_id),
  'aria-label': 'Sensors of ' + row.turbine_id,
}, row.turbine_id);

function drawTurbines() {
  $('turbines-note').textContent = 'Critical: a critical alert is open. Silent: no value in the last 15 minutes of '
    + 'the lake, or an open sensor-silence. Warning: another alert is open. Bad data: a score below 90 on the last day.';
  const gravest = [...turbines].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
  table($('turbines-table'), {
    caption: 'Turbines, the gravest status first; completeness and score are of the last day',
    none: 'There are no turbines in the lake.',
    search: 'Find',
    rows: gravest,
    columns: [
      { head: 'Turbine', of: (row) => row.turbine_id, cell: turbineLink },
      { head: 'Status', of: (row) => STATUSES.indexOf(row.status), text: (row) => STATUS[row.status].word, cell: statusOf },
      { head: 'Farm', of: (row) => row.farm_id },
      { head: 'Region', of: (row) => row.region },
      { head: 'Open alerts', of: (row) => row.rules, style: 'text' },
      { head: 'Completeness', number: true, of: (row) => row.completeness, text: (row) => percent(row.completeness) },
      { head: 'Score', number: true, of: (row) => row.score, text: (row) => score(row.score) },
      { head: 'Last minute (UTC)', of: (row) => row.last_seen, text: (row) => minute(row.last_seen) },
    ],
  });
}

/* ---- alerts ---- */

const severityColour = (c, severity) => ({
  CRITICAL: c.critical, HIGH: c.warning, MEDIUM: c.bad, LOW: c.silent })[severity] || c.soft;
const SEVERITY_HEIGHT = { CRITICAL: 0.8, HIGH: 0.6, MEDIUM: 0.42, LOW: 0.26 };
const MOST_ROWS = 30;

function drawAlerts() {
  table($('alerts-table'), {
    caption: 'Alerts, open ones first, then the latest',
    none: 'There are no alerts in the lake.',
    rows: alerts,
    page: 10,
    columns: [
      { head: 'Turbine', of: (row) => row.turbine_id, cell: turbineLink },
      { head: 'Rule', of: (row) => row.rule },
      { head: 'Severity', of: (row) => SEVERITIES.indexOf(row.severity), text: (row) => row.severity },
      { head: 'Raised (UTC)', of: (row) => row.raised, text: (row) => second(row.raised) },
      { head: 'Cleared (UTC)', of: (row) => row.cleared, text: (row) => row.cleared === null ? 'open' : second(row.cleared) },
      { head: 'Message', of: (row) => row.message, style: 'text' },
    ],
  });
  if (alerts.length === 0) {
    $('alerts-controls').hidden = true;
    hide($('alerts-chart'));
    return;
  }
  $('alerts-note').textContent = 'A bar from raised to cleared, the higher the graver. Open alerts reach to the end of '
    + 'the lake and have an edge of their own.' + (alerts.length === 3000 ? ' Only the 3,000 latest are in this page.' : '');
  $('alerts-rows').addEventListener('change', drawTimeline);
  redraws.push(drawTimeline);
  drawTimeline();
}

function drawTimeline() {
  const c = colours();
  const key = $('alerts-rows').value;
  const names = [...new Set(alerts.map((alert) => alert[key]))].slice(0, MOST_ROWS);
  const open = alerts.filter((alert) => alert.cleared === null).length;
  const place = $('alerts-chart');
  place.style.height = names.length * 30 + 130 + 'px';
  const bar = (params, api) => {
    const [start, row] = api.coord([api.value(0), api.value(2)]);
    const [end] = api.coord([api.value(1), api.value(2)]);
    const alert = alerts[api.value(3)];
    const height = api.size([0, 1])[1] * (SEVERITY_HEIGHT[alert.severity] || 0.3);
    const shape = echarts.graphic.clipRectByRect(
      { x: start, y: row - height / 2, width: Math.max(3, end - start), height }, params.coordSys);
    return shape && { type: 'rect', shape, style: {
      fill: severityColour(c, alert.severity), opacity: 0.85,
      stroke: alert.cleared === null ? c.ink : 'none', lineWidth: alert.cleared === null ? 2 : 0 } };
  };
  const rows = new Map(names.map((name, i) => [name, i]));
  draw(place, 'Timeline of ' + plural(alerts.length, 'alert') + ', ' + number(open) + ' open, '
    + (key === 'rule' ? 'by rule' : 'by turbine') + '. The table below has them all.', frame(c, {
    tooltip: { formatter: ({ value }) => {
      const alert = alerts[value[3]];
      return tip(alert.turbine_id + ': ' + alert.rule, alert.severity + ', raised ' + second(alert.raised),
        alert.cleared === null ? 'open' : 'cleared after ' + duration(alert.cleared - alert.raised), alert.message);
    } },
    grid: { left: 28, right: 24, top: 44, bottom: 44, containLabel: true },
    xAxis: timeAxis(c, { splitNumber: innerWidth < 640 ? 3 : 8 }),
    yAxis: axis(c, { type: 'category', inverse: true, data: names.map(String),
      axisLabel: { color: c.ink, width: innerWidth < 640 ? 110 : 220, overflow: 'truncate', interval: 0 } }),
    dataZoom: [slider(c, 0)],
    series: SEVERITIES.map((severity) => ({
      type: 'custom', name: severity, renderItem: bar, clip: true,
      itemStyle: { color: severityColour(c, severity) }, encode: { x: [0, 1], y: 2 },
      data: alerts.flatMap((alert, i) => alert.severity === severity && rows.has(alert[key])
        ? [[alert.raised, alert.cleared === null ? Math.max(coverage.until, alert.raised) : alert.cleared, rows.get(alert[key]), i]]
        : []),
    })).filter((series) => series.data.length > 0),
  }));
}

/* ---- the last day of a sensor ---- */

let days = null;
const series = new Map();

async function unpack() {
  const text = atob($('days').textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  days = await new Response(stream).json();
  for (const one of days.series) {
    if (!series.has(one.turbine)) series.set(one.turbine, []);
    series.get(one.turbine).push(one);
  }
}

/** Undoes differences: each number is told as what it is more than the one before. */
function sums(deltas) {
  let sum = 0;
  return deltas.map((delta) => delta === null ? null : (sum += delta));
}

async function drawSensors() {
  try {
    await unpack();
  } catch (e) {
    $('sensors-note').textContent = 'This browser can’t unpack the readings: one of 2023 or later can.';
    hide($('sensor-chart'));
    return;
  }
  const choice = $('sensor-turbine');
  if (series.size === 0) {
    $('sensors-note').textContent = '';
    choice.closest('.controls').hidden = true;
    hide($('sensor-chart'));
    $('sensor-table').append(el('p', { class: 'none' }, 'There are neither readings nor statistics of the last day in the lake.'));
    return;
  }
  const known = [...series.keys()].map((id) => byId.get(id) || { turbine_id: id, farm_id: null, status: 'ok' });
  for (const [farm, members] of groups(known, 'farm_id')) {
    choice.append(el('optgroup', { label: farmName(farm) }, ...members.map((turbine) => el('option',
      { value: turbine.turbine_id },
      turbine.turbine_id + (turbine.status === 'ok' ? '' : ' (' + STATUS[turbine.status].word.toLowerCase() + ')')))));
  }
  const gravest = STATUSES.map((status) => known.find((turbine) => turbine.status === status)).find(Boolean);
  choice.value = gravest.turbine_id;
  choice.addEventListener('change', chooseTurbine);
  $('sensor-name').addEventListener('change', drawSensor);
  redraws.push(drawSensor);
  chooseTurbine();
}

function chooseTurbine() {
  const names = $('sensor-name');
  const before = names.value;
  const sensors = series.get($('sensor-turbine').value) || [];
  names.replaceChildren(...sensors.map((one) => el('option', { value: one.sensor }, words(one.sensor))));
  const wanted = sensors.find((one) => one.sensor === before) || suspect(sensors);
  if (wanted) names.value = wanted.sensor;
  drawSensor();
}

/** Where to look first: the sensor that an alert of the turbine speaks of. */
function suspect(sensors) {
  return sensors.find((one) => alerts.some((alert) =>
    alert.turbine_id === one.turbine && (alert.message || '').includes(one.sensor)));
}

function showSensor(turbine) {
  if (series.has(turbine)) {
    $('sensor-turbine').value = turbine;
    chooseTurbine();
  }
  $('sensors').scrollIntoView();
  $('sensor-turbine').focus({ preventScroll: true });
}

function drawSensor() {
  const sensors = series.get($('sensor-turbine').value) || [];
  const one = sensors.find((candidate) => candidate.sensor === $('sensor-name').value);
  if (one) (days.form === 'readings' ? drawReadings : drawWindows)(one);
}

const unitOf = (one) => one.unit === null || one.unit === '1' ? '' : ' ' + one.unit;
const titleOf = (one) => words(one.sensor) + ' of ' + one.turbine;
/* More dots than that are a line, and the line is there. */
const MOST_DOTS = 2000;
const MARKS = { G: 'circle', U: 'diamond', B: 'triangle' };

function qualityColour(c, letter) {
  return { G: c.ok, U: c.warning, B: c.critical }[letter] || c.soft;
}

function drawReadings(one) {
  const c = colours();
  const unit = unitOf(one);
  const times = sums(one.t).map((t) => t + days.from);
  const points = times.map((t, i) => ({ t, v: one.v[i], q: one.q[i], r: one.r[i] || '' }));
  const count = (letter) => points.filter((point) => point.q === letter).length;
  const used = points.filter((point) => point.q !== 'B' && point.v !== null).map((point) => point.v);
  const low = used.reduce((least, v) => Math.min(least, v), Infinity);
  const high = used.reduce((most, v) => Math.max(most, v), -Infinity);
  const margin = (high - low) * 0.15 || Math.abs(high) * 0.05 || 1;
  const inside = (v) => used.length === 0 ? v : Math.min(high + margin, Math.max(low - margin, v));
  const letters = count('G') > MOST_DOTS ? ['U', 'B'] : ['G', 'U', 'B'];
  const summary = plural(points.length, 'reading') + ': ' + number(count('G')) + ' good, ' + number(count('U'))
    + ' uncertain, ' + number(count('B')) + ' bad';
  $('sensors-note').textContent = titleOf(one) + '. Every reading of the last day, with its quality. ' + summary
    + '. Bad ones that lie outside are drawn at the edge.' + (letters.includes('G') ? '' : ' Good ones are the line alone.');
  draw($('sensor-chart'), titleOf(one) + '. ' + summary + '.', frame(c, {
    tooltip: { formatter: ({ data: [, , i] }) => {
      const point = points[i];
      return tip(iso(point.t).slice(0, 23).replace('T', ' '), digits(point.v, 4) + unit,
        QUALITY[point.q] + (point.r ? ': ' + point.r : ''));
    } },
    grid: { left: 16, right: 24, top: 60, bottom: 44, containLabel: true },
    xAxis: timeAxis(c, { splitNumber: innerWidth < 640 ? 3 : 8 }),
    yAxis: axis(c, { type: 'value', scale: true, name: words(one.sensor) + (unit ? ' (' + one.unit + ')' : ''),
      nameTextStyle: { color: c.soft, align: 'left' },
      ...(used.length > 0 ? { min: low - margin, max: high + margin } : {}),
      axisLabel: { formatter: (v) => digits(v, 2), showMinLabel: false, showMaxLabel: false } }),
    dataZoom: [slider(c, 0)],
    series: [
      { type: 'line', name: 'used in statistics', silent: true, symbol: 'none', sampling: 'lttb',
        lineStyle: { color: c.series, width: 1.25 }, itemStyle: { color: c.series },
        data: points.filter((point) => point.q !== 'B').map((point) => [point.t, point.v]) },
      ...letters.filter((letter) => count(letter) > 0).map((letter) => ({
        type: 'scatter', name: QUALITY[letter], symbol: MARKS[letter],
        symbolSize: letter === 'G' ? (points.length > 500 ? 2 : 5) : 10, itemStyle: { color: qualityColour(c, letter) },
        data: points.flatMap((point, i) => point.q === letter && point.v !== null ? [[point.t, inside(point.v), i]] : []),
      })),
    ],
  }));
  tableOf($('sensor-table'), {
    caption: 'Readings of ' + titleOf(one), none: '', rows: points,
    columns: [
      { head: 'Time (UTC)', of: (row) => row.t, text: (row) => iso(row.t).slice(0, 23).replace('T', ' ') },
      { head: 'Value' + (unit ? ' (' + one.unit + ')' : ''), number: true, of: (row) => row.v, text: (row) => digits(row.v, 4) },
      { head: 'Quality', of: (row) => row.q, text: (row) => QUALITY[row.q] },
      { head: 'Reasons', of: (row) => row.r },
    ],
  });
}

const LENGTHS = { '1m': 'a minute', '10m': 'ten minutes', '1h': 'an hour' };
const SHARES = [['good', 'GOOD'], ['uncertain', 'UNCERTAIN'], ['bad', 'BAD'], ['missing', 'missing']];

/** The windows of which there is no row at all, up to the end of the lake. */
function gaps(windows) {
  const there = new Set(windows.map((w) => w.t));
  const missing = [];
  for (let t = windows[0].t; t + days.step <= coverage.until; t += days.step) {
    if (!there.has(t)) missing.push(t);
  }
  return missing;
}

function drawWindows(one) {
  const c = colours();
  const unit = unitOf(one);
  const scale = 10 ** one.digits;
  const means = sums(one.mean);
  const windows = sums(one.slot).map((slot, i) => ({
    t: days.from + slot * days.step, mean: means[i] === null ? null : means[i] / scale,
    low: means[i] === null ? null : (means[i] - one.low[i]) / scale,
    high: means[i] === null ? null : (means[i] + one.high[i]) / scale,
    good: one.good[i], uncertain: one.uncertain[i], bad: one.bad[i], missing: one.missing[i],
  }));
  /* A gap in time is a gap in the line. */
  const drawn = windows.flatMap((w, i) => i > 0 && w.t - windows[i - 1].t > days.step
    ? [{ t: windows[i - 1].t + days.step, mean: null, low: null, high: null }, w] : [w]);
  const total = (name) => windows.reduce((sum, w) => sum + w[name], 0);
  const all = SHARES.reduce((sum, [name]) => sum + total(name), 0) || 1;
  const summary = SHARES.map(([name, label]) => percent(total(name) / all) + ' ' + label.toLowerCase()).join(', ');
  $('sensors-note').textContent = titleOf(one) + '. Means of ' + LENGTHS[days.form] + ' with the range from smallest to largest value, '
    + 'from the statistics; below, the quality of the readings in each. ' + summary + '.';
  const shares = (name) => [...windows.map((w) => {
    const expected = SHARES.reduce((sum, [each]) => sum + w[each], 0) || 1;
    return [w.t + days.step / 2, 100 * w[name] / expected];
  }), ...(name === 'missing' ? gaps(windows).map((t) => [t + days.step / 2, 100]) : [])];
  const line = (name, option) => ({ type: 'line', symbol: 'none', name,
    lineStyle: { opacity: 0 }, ...option });
  draw($('sensor-chart'), titleOf(one) + ', means of ' + LENGTHS[days.form] + '. ' + summary + '.', frame(c, {
    legend: { top: 8, left: 12, itemWidth: 14, itemHeight: 10, textStyle: { color: c.ink },
      data: ['mean', 'range', ...SHARES.map(([, label]) => label)] },
    tooltip: { trigger: 'axis', formatter: ([first]) => {
      const w = windows.find((each) => first.axisValue >= each.t && first.axisValue < each.t + days.step);
      return w ? tip(minute(w.t), 'mean ' + digits(w.mean, one.digits) + unit,
        digits(w.low, one.digits) + ' to ' + digits(w.high, one.digits) + unit,
        ...SHARES.map(([name, label]) => w[name] > 0 ? number(w[name]) + ' ' + label.toLowerCase() : null)) : '';
    } },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ left: 64, right: 24, top: 60, height: '48%' }, { left: 64, right: 24, bottom: 68, height: 60 }],
    xAxis: [timeAxis(c, { gridIndex: 0, axisLabel: { show: false } }), timeAxis(c, { gridIndex: 1 })],
    yAxis: [
      axis(c, { type: 'value', scale: true, name: words(one.sensor) + (unit ? ' (' + one.unit + ')' : ''),
        nameTextStyle: { color: c.soft, align: 'left' }, axisLabel: { formatter: (v) => digits(v, one.digits) } }),
      axis(c, { type: 'value', gridIndex: 1, max: 100, interval: 50, name: 'Readings (%)',
        nameTextStyle: { color: c.soft, align: 'left' } }),
    ],
    dataZoom: [slider(c, [0, 1])],
    series: [
      line('low', { stack: 'range', data: drawn.map((w) => [w.t + days.step / 2, w.low]), silent: true, stackStrategy: 'all' }),
      line('range', { stack: 'range', silent: true, stackStrategy: 'all', itemStyle: { color: c.series, opacity: 0.3 },
        areaStyle: { color: c.series, opacity: 0.25 },
        data: drawn.map((w) => [w.t + days.step / 2, w.high === null ? null : w.high - w.low]) }),
      line('mean', { data: drawn.map((w) => [w.t + days.step / 2, w.mean]), itemStyle: { color: c.series },
        lineStyle: { color: c.series, width: 1.75 } }),
      ...SHARES.map(([name, label]) => ({ type: 'bar', stack: 'share', name: label, xAxisIndex: 1, yAxisIndex: 1,
        barWidth: '99%', itemStyle: { color: name === 'missing' ? c.line : qualityColour(c, label[0]) }, data: shares(name) })),
    ],
  }));
  tableOf($('sensor-table'), {
    caption: 'Windows of ' + LENGTHS[days.form] + ' of ' + titleOf(one), none: '', rows: windows,
    columns: [
      { head: 'From (UTC)', of: (row) => row.t, text: (row) => minute(row.t) },
      ...[['mean', 'Mean'], ['low', 'Smallest'], ['high', 'Largest']].map(([name, head]) => ({
        head: head + (unit ? ' (' + one.unit + ')' : ''), number: true, of: (row) => row[name], text: (row) => digits(row[name], one.digits) })),
      ...SHARES.map(([name]) => ({ head: name[0].toUpperCase() + name.slice(1), number: true, of: (row) => row[name], text: (row) => number(row[name]) })),
    ],
  });
}

/* ---- data quality ---- */

function drawQuality() {
  const rows = quality.map((row) => ({ ...row, farm: (byId.get(row.turbine_id) || {}).farm_id ?? null }));
  tableOrNone(rows);
  if (!rows.some((row) => row.score !== null)) {
    $('quality-controls').hidden = true;
    hide($('quality-chart'));
    return;
  }
  const farms = [...groups(turbines.filter((turbine) => turbine.score !== null), 'farm_id').keys()];
  const latest = rows[rows.length - 1].day;
  $('quality-farm').append(el('option', { value: '' }, 'all farms, ' + latest),
    ...farms.map((farm, i) => el('option', { value: i }, farmName(farm) + ', all days')));
  const redraw = () => {
    const choice = $('quality-farm').value;
    const farm = farms[Number(choice)];
    const chosen = choice === '' ? rows.filter((row) => row.day === latest) : rows.filter((row) => row.farm === farm);
    drawHeat(chosen, choice === '' ? (row) => farmName(row.farm) : (row) => row.day, $('quality-measure').value);
  };
  $('quality-farm').addEventListener('change', redraw);
  $('quality-measure').addEventListener('change', redraw);
  redraws.push(redraw);
  redraw();
}

function tableOrNone(rows) {
  const worst = [...rows].sort((a, b) => (a.score === null) - (b.score === null) || a.score - b.score);
  table($('quality-table'), {
    caption: 'Turbines by day, the lowest score first; counts are readings',
    none: 'There are no statistics in the lake, from which scores are reckoned.',
    rows: worst,
    page: 10,
    columns: [
      { head: 'Turbine', of: (row) => row.turbine_id, cell: turbineLink },
      { head: 'Day (UTC)', of: (row) => row.day },
      { head: 'Score', number: true, of: (row) => row.score, text: (row) => score(row.score) },
      { head: 'Completeness', number: true, of: (row) => row.completeness, text: (row) => percent(row.completeness) },
      ...['expected', 'good', 'uncertain', 'bad'].map((name) => ({ head: name[0].toUpperCase() + name.slice(1),
        number: true, of: (row) => row[name], text: (row) => number(row[name]) })),
    ],
  });
}

/** Rows of the picture by one key, in each of them the turbines in their order. */
function drawHeat(rows, key, measure) {
  const c = colours();
  const names = [...new Set(rows.map(key))];
  const places = new Map();
  const columns = [...new Set(rows.map((row) => row.turbine_id))];
  const oneFarm = columns.length === rows.filter((row) => key(row) === names[0]).length;
  const cells = rows.map((row) => {
    const line = key(row);
    const place = oneFarm ? columns.indexOf(row.turbine_id) : places.get(line) || 0;
    places.set(line, place + 1);
    return { value: [place, names.indexOf(line), measure === 'score' ? row.score : row.completeness * 100], row };
  }).filter((cell) => cell.row[measure] !== null);
  const most = cells.reduce((wide, cell) => Math.max(wide, cell.value[0] + 1), 1);
  const below = cells.filter((cell) => cell.value[2] < 90).length;
  const place = $('quality-chart');
  place.style.height = Math.max(4, names.length) * 26 + 120 + 'px';
  const steps = [
    { gte: 99, label: '99 to 100', color: c['heat-1'] }, { gte: 95, lt: 99, label: '95 to 99', color: c['heat-2'] },
    { gte: 90, lt: 95, label: '90 to 95', color: c['heat-3'] }, { gte: 50, lt: 90, label: '50 to 90', color: c['heat-4'] },
    { lt: 50, label: 'below 50', color: c['heat-5'] }];
  draw(place, (measure === 'score' ? 'Score' : 'Completeness') + ' of ' + plural(cells.length, 'turbine-day') + ', '
    + number(below) + ' below 90. The table below has them all.', frame(c, {
    tooltip: { formatter: ({ data: { row } }) => tip(row.turbine_id + ', ' + farmName(row.farm), row.day,
      'score ' + score(row.score) + ', completeness ' + percent(row.completeness),
      number(row.good) + ' good, ' + number(row.uncertain) + ' uncertain, ' + number(row.bad) + ' bad of ' + number(row.expected)) },
    grid: { left: 16, right: 24, top: 48, bottom: 28, containLabel: true },
    visualMap: { type: 'piecewise', pieces: steps, orient: 'horizontal', top: 8, left: 12, itemWidth: 14, itemHeight: 10,
      itemSymbol: 'rect', textStyle: { color: c.ink }, selectedMode: false },
    xAxis: axis(c, { type: 'category', data: Array.from({ length: most }, (_, i) => oneFarm ? columns[i] : String(i + 1)),
      name: oneFarm ? '' : 'turbines of the farm in the order of their names', nameLocation: 'middle', nameGap: 26,
      nameTextStyle: { color: c.soft }, splitLine: { show: false } }),
    yAxis: axis(c, { type: 'category', inverse: true, data: names, splitLine: { show: false }, axisLabel: { color: c.ink, interval: 0 } }),
    series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: c.card, borderWidth: most > 150 ? 0.5 : 1 } }],
  }));
}

/* ---- ledger ---- */

const BOOKS = ['good', 'uncertain', 'bad', 'late', 'duplicate', 'rejected'];

function drawLedger() {
  const rows = rowsOf(data.ledger);
  const total = (name) => rows.reduce((sum, row) => sum + row[name], 0);
  const left = BOOKS.reduce((sum, name) => sum + total(name), 0);
  const unit = rows.length ? rows[0].unit : 'minute';
  if (rows.length) {
    $('ledger-note').textContent = 'Received ' + number(total('received')) + ' = '
      + [...BOOKS].reverse().map((name) => number(total(name)) + ' ' + name).join(' + ')
      + (left === total('received') ? '.' : ': off by ' + number(total('received') - left) + '.')
      + ' ' + (total('unbalanced') === 0 ? 'Every minute of every source balances.'
        : plural(total('unbalanced'), 'minute') + ' of a source do not balance.')
      + ' Apart from that ' + number(total('imputed')) + ' rows were made to fill gaps.';
    const redraw = () => drawBooks(rows, unit);
    redraws.push(redraw);
    redraw();
  } else {
    hide($('ledger-chart'));
  }
  table($('ledger-table'), {
    caption: 'The ledger by the ' + unit + ' of arrival',
    none: 'There is no ledger in the lake.',
    rows, page: 10,
    columns: [
      { head: 'From (UTC)', of: (row) => row.time, text: (row) => minute(row.time) },
      ...['received', ...BOOKS].map((name) => ({ head: name[0].toUpperCase() + name.slice(1), number: true,
        of: (row) => row[name], text: (row) => number(row[name]) })),
      { head: 'Balance', of: (row) => row.unbalanced, text: (row) => row.unbalanced === 0 ? '✓ balanced' : '✕ off in ' + plural(row.unbalanced, 'minute') },
    ],
  });
  table($('rejected-table'), {
    caption: 'What was no reading, and why',
    none: 'Nothing was rejected.',
    rows: rowsOf(data.rejected),
    columns: [
      { head: 'Reason', of: (row) => row.reason },
      { head: 'Source', of: (row) => row.source },
      { head: 'Rejects', number: true, of: (row) => row.rejects, text: (row) => number(row.rejects) },
      { head: 'Last arrival (UTC)', of: (row) => row.last_arrival, text: (row) => second(row.last_arrival) },
      { head: 'An example', of: (row) => row.example, style: 'text' },
    ],
  });
}

function drawBooks(rows, unit) {
  const c = colours();
  const colour = { good: c.ok, uncertain: c.warning, bad: c.critical, late: c.silent, duplicate: c.soft, rejected: c.ink };
  draw($('ledger-chart'), 'What became of what was received, by the ' + unit + '. The table below has the numbers.', frame(c, {
    tooltip: { trigger: 'axis', formatter: ([{ dataIndex }]) => tip(minute(rows[dataIndex].time),
      'received ' + number(rows[dataIndex].received),
      ...BOOKS.map((name) => rows[dataIndex][name] > 0 ? number(rows[dataIndex][name]) + ' ' + name : null),
      rows[dataIndex].unbalanced ? 'does not balance' : 'balances') },
    grid: { left: 16, right: 24, top: 64, bottom: 16, containLabel: true },
    xAxis: axis(c, { type: 'category', data: rows.map((row) => clock(row.time)), splitLine: { show: false } }),
    yAxis: axis(c, { type: 'value', name: 'Readings ' + (unit === 'hour' ? 'an ' : 'a ') + unit, nameTextStyle: { color: c.soft, align: 'left' },
      axisLabel: { formatter: (v) => v >= 1e6 ? digits(v / 1e6, 1) + ' M' : v >= 1e4 ? digits(v / 1e3, 1) + ' k' : number(v) } }),
    series: BOOKS.filter((name) => rows.some((row) => row[name] > 0)).map((name) => ({
      type: 'bar', stack: 'books', name, barMaxWidth: 48, itemStyle: { color: colour[name] }, data: rows.map((row) => row[name]) })),
  }));
}

/* ---- latency ---- */

function drawLatency() {
  const latency = (name, head) => ({ head, number: true, of: (row) => row[name], text: (row) => duration(row[name]) });
  table($('latency-table'), {
    caption: 'From the event on, by region and source',
    none: 'There are no readings in the lake.',
    rows: rowsOf(data.latency),
    columns: [
      { head: 'Region', of: (row) => row.region },
      { head: 'Source', of: (row) => row.source },
      { head: 'Readings', number: true, of: (row) => row.readings, text: (row) => number(row.readings) },
      latency('arrival_p50', 'To arrival, median'), latency('arrival_p99', '99 %'), latency('arrival_max', 'longest'),
      latency('row_p50', 'To its row, median'), latency('row_p99', '99 %'), latency('row_max', 'longest'),
    ],
  });
  table($('detection-table'), {
    caption: 'Alerts by rule',
    none: 'There are no alerts in the lake.',
    rows: rowsOf(data.detection),
    columns: [
      { head: 'Rule', of: (row) => row.rule },
      { head: 'Alerts', number: true, of: (row) => row.alerts, text: (row) => number(row.alerts) },
      { head: 'Open', number: true, of: (row) => row.open, text: (row) => number(row.open) },
      latency('p50', 'Median'), latency('p99', '99 %'), latency('longest', 'Longest'),
    ],
  });
}

/* ---- light and dark ---- */

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  $('theme').setAttribute('aria-pressed', String(dark));
  redraws.forEach((redraw) => redraw());
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');
setTheme(systemDark.matches);
systemDark.addEventListener('change', () => setTheme(systemDark.matches));
$('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme !== 'dark'));
let darkOnScreen = false;
addEventListener('beforeprint', () => {
  darkOnScreen = document.documentElement.dataset.theme === 'dark';
  if (darkOnScreen) setTheme(false);
});
addEventListener('afterprint', () => { if (darkOnScreen) setTheme(true); });

drawHeadline();
drawFleet();
drawTurbines();
drawAlerts();
drawQuality();
drawLedger();
drawLatency();
drawSensors().then(() => {
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
});
})();
