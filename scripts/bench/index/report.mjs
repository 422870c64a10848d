const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

/** @param {number[]} times milliseconds */
export function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
}

/** Share of the true nearest that were found, over the queries that both answered. */
export function recallOf(found, truth) {
  let hits = 0;
  let all = 0;
  for (const [i, ids] of truth.entries()) {
    if (!ids || !found[i]) continue;
    const set = new Set(found[i]);
    hits += ids.filter((id) => set.has(id)).length;
    all += ids.length;
  }
  return all > 0 ? hits / all : null;
}

const figure = (x, digits, unit = '') =>
  x === null || x === undefined ? '–' : `${x.toFixed(digits)}${unit}`;

/** Markdown. */
export function table(rows) {
  const lines = rows.map((row) =>
    [
      row.engine,
      row.n.toLocaleString('en'),
      figure(row.buildMs === null ? null : row.buildMs / 1000, 2, ' s'),
      figure(row.memoryBytes === null ? null : row.memoryBytes / 1e6, 0, ' MB'),
      `${figure(row.p50Ms, 1)} / ${figure(row.p95Ms, 1)} ms`,
      figure(row.recall10, 3),
      row.note,
    ].join(' | '),
  );
  return [
    '| engine | vectors | build | memory | p50 / p95 | recall@10 | |',
    '|---|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
