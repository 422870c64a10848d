import { type DocumentIssue, issue, type ParseStep } from '../core';
import type { TextBlock } from './passages';
import { type RowSource, tableSteps } from './table';
import { type Line, readText, textSteps } from './text-document';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Records become rows; anything else is read as text, a path and its value a line. */
export async function* parseJson(file: Blob, name: string): AsyncGenerator<ParseStep> {
  const text = await readText(file);
  if (typeof text !== 'string') return yield { phase: 'failed', issue: text };
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const hint = `The reader says: ${reason}`;
    return yield { phase: 'failed', issue: issue('corrupt', 'This is not valid JSON.', hint) };
  }
  const records = recordsOf(value);
  if (records) yield* tableSteps(recordSource(records), name);
  else yield* textSteps(blocksOf(value), {});
}

/** One JSON value a line; lines that are none are told and left out. */
export async function* parseJsonLines(file: Blob, name: string): AsyncGenerator<ParseStep> {
  const read = await readJsonLines(file);
  if ('issue' in read) return yield { phase: 'failed', issue: read.issue };
  for await (const step of tableSteps(recordSource(read.records), name)) {
    if (step.phase === 'end' && read.broken > 0) {
      step.summary.warnings.push(issue('corrupt', `${read.broken} lines are not valid JSON.`));
    }
    yield step;
  }
}

/** The records of a file as rows; undefined where it holds none. */
export async function openRecords(file: Blob, isLines: boolean): Promise<RowSource | undefined> {
  if (isLines) {
    const read = await readJsonLines(file);
    return 'issue' in read ? undefined : recordSource(read.records);
  }
  const text = await readText(file);
  const records = typeof text === 'string' ? recordsOf(JSON.parse(text)) : undefined;
  return records && recordSource(records);
}

type Lines = { records: JsonObject[]; broken: number } | { issue: DocumentIssue };

async function readJsonLines(file: Blob): Promise<Lines> {
  const text = await readText(file);
  if (typeof text !== 'string') return { issue: text };
  const records: JsonObject[] = [];
  let broken = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      const value: Json = JSON.parse(line);
      records.push(isObject(value) ? value : { value });
    } catch {
      broken += 1;
    }
  }
  return { records, broken };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of objects, at the top or as the only list below it. */
function recordsOf(value: Json): JsonObject[] | undefined {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every(isObject) ? value : undefined;
  }
  if (!isObject(value)) return undefined;
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? recordsOf(lists[0]!) : undefined;
}

function recordSource(records: JsonObject[]): RowSource {
  const flat = records.map((record) => new Map(leavesOf(record)));
  const header = [...new Set(flat.flatMap((record) => [...record.keys()]))];
  const rows = async function* () {
    yield flat.map((record) => header.map((key) => record.get(key) ?? ''));
  };
  return { header: header.length > 0 ? header : undefined, rows, metadata: {} };
}

function blocksOf(value: Json): TextBlock<Line>[] {
  return leavesOf(value).map(([path, leaf], i) => {
    const text = path === '' ? leaf : `${path}: ${leaf}`;
    return { text, isHeading: false, spans: [{ start: 0, end: text.length, place: i + 1 }] };
  });
}

/** Paths of all values that hold no others, in order. Not recursive: depth is the file's choice. */
function leavesOf(root: Json): [path: string, leaf: string][] {
  const leaves: [string, string][] = [];
  const stack: [string, Json][] = [['', root]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [path, value] = next;
    if (typeof value !== 'object' || value === null) {
      if (value !== null) leaves.push([path, String(value)]);
      continue;
    }
    const isFlatList = Array.isArray(value) && value.every((v) => typeof v !== 'object');
    if (isFlatList) {
      leaves.push([path, (value as Json[]).join(', ')]);
      continue;
    }
    const entries = Object.entries(value).reverse();
    for (const [key, child] of entries) stack.push([path === '' ? key : `${path}.${key}`, child]);
  }
  return leaves;
}
