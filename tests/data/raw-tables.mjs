// The raw records of the tables that questions are written for, and plain loops over them. Shares no
// code with src/search/tables.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';

const path = (p) => fileURLToPath(new URL(p, import.meta.url));
const csv = (p) => Papa.parse(readFileSync(path(p), 'utf8').trim(), { header: true }).data;
const json = (p) => JSON.parse(readFileSync(path(p), 'utf8'));
const vega = '../../node_modules/vega-datasets/data/';
const tag = (rows) => rows.map((row, i) => ({ ...row, n: i + 1 }));
export const cars = tag(json(`${vega}cars.json`));
export const movies = tag(json(`${vega}movies.json`)).map((m) => ({
  ...m,
  date: new Date(`${m['Release Date']} UTC`),
}));
export const gapminder = tag(json(`${vega}gapminder.json`));
export const weather = tag(csv(`${vega}seattle-weather.csv`)).map((w) => ({
  ...w,
  rain: +w.precipitation,
  max: +w.temp_max,
  min: +w.temp_min,
  wind: +w.wind,
}));
export const penguins = tag(csv('../../public/samples/penguins.csv')).map((p) => ({
  ...p,
  mass: p['Body Mass (g)'] === '' ? null : +p['Body Mass (g)'],
  beak: p['Beak Length (mm)'] === '' ? null : +p['Beak Length (mm)'],
  flipper: p['Flipper Length (mm)'] === '' ? null : +p['Flipper Length (mm)'],
}));
export const strikes = tag(csv('../../public/samples/wildlife-strikes.csv')).map((s) => ({
  ...s,
  cost: +s['Cost Total $'],
  repair: +s['Cost Repair'],
  speed: s['Speed IAS in knots'] === '' ? null : +s['Speed IAS in knots'],
}));
const euros = (text) => +text.replace(/[€,]/g, '');
export const orders = tag(csv('orders.csv')).map((o) => {
  const [day, month, year] = o['Order Date'].split('/');
  const [mass, unit] = o.Weight.split(' ');
  return {
    ...o,
    day: `${year}-${month}-${day}`,
    net: euros(o['Net amount']),
    price: euros(o['Unit price']),
    qty: +o.Quantity,
    kg: o.Weight === '' ? null : unit === 'g' ? +mass / 1000 : +mass,
    discount: parseFloat(o.Discount),
    hours: o['Delivery time'] === '' ? null : parseInt(o['Delivery time'], 10),
  };
});

export const sum = (rows, f) => rows.reduce((s, r) => s + (f(r) ?? 0), 0);
export const known = (rows, f) =>
  rows.map(f).filter((v) => v !== null && v !== undefined && v !== '');
export const mean = (rows, f) => known(rows, f).reduce((a, b) => a + b, 0) / known(rows, f).length;
export const median = (rows, f) => {
  const v = known(rows, f).sort((a, b) => a - b);
  return v.length % 2 ? v[(v.length - 1) / 2] : (v[v.length / 2 - 1] + v[v.length / 2]) / 2;
};
export const rowsOf = (rows) => ({ rows: rows.map((r) => r.n) });
export const top = (rows, f, count, sign = -1) => ({
  ordered: rows
    .filter((r) => f(r) !== null)
    .sort((a, b) => sign * (f(a) - f(b)) || a.n - b.n)
    .slice(0, count)
    .map((r) => r.n),
});
export const extreme = (rows, f, pick) => {
  const best = pick(...known(rows, f));
  return { rows: rows.filter((r) => f(r) === best).map((r) => r.n) };
};
export const groups = (rows, key, f) => {
  const map = new Map();
  for (const row of rows) {
    const k = key(row);
    if (k === null || k === '') continue;
    map.set(k, [...(map.get(k) ?? []), row]);
  }
  return [...map].map(([k, of]) => [k, f(of)]);
};
export const best = (pairs, sign = -1) => pairs.sort((a, b) => sign * (a[1] - b[1]))[0];
export const { max, min } = Math;
const scales = { k: 1e3, m: 1e6 };
export const companies = tag(csv('companies.csv')).map((c) => {
  const [, size, scale] = /([\d.]+)([km])$/.exec(c.Revenue) ?? [];
  return {
    ...c,
    founded: +c.Founded,
    staff: +c.Employees,
    revenue: size === undefined ? null : Math.round(+size * scales[scale]),
    margin: parseInt(c['Profit margin'], 10),
  };
});
