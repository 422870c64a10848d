/** A line of a content security policy, said in plain words. */
export interface PolicyLine {
  /** As it stands in the header. */
  text: string;
  words: string;
}

/** What each directive is about; the subject of a sentence. */
const subjects: Record<string, string> = {
  'default-src': 'Whatever no other line names',
  'script-src': 'Program code',
  'worker-src': 'Workers, the programs beside the page',
  'connect-src': 'Requests that the program makes',
  'img-src': 'Pictures',
  'style-src': 'Styles',
  'font-src': 'Fonts',
  'media-src': 'Sound and film',
  'frame-src': 'Pages inside this page',
  'manifest-src': 'The description of the app',
  'object-src': 'Plug-ins',
  'base-uri': 'Another address that links would start from',
  'form-action': 'Sending forms',
  'frame-ancestors': 'Showing this page inside another',
};

/** Directives that say where something may come from; the others say where something may go. */
const isSource = (directive: string): boolean => directive.endsWith('-src');

const sources: Record<string, string> = {
  "'self'": 'this address',
  'blob:': 'the memory of this page (blob)',
  'data:': 'the text of this page (data)',
};

/** What else a source list may say. */
const allowances: Record<string, string> = {
  "'wasm-unsafe-eval'": 'WebAssembly may be compiled, and no text is run as code',
  "'unsafe-inline'": 'the page may set them itself',
  "'unsafe-eval'": 'text may be run as code',
};

/** @param text the value of the header; its parts stand between semicolons */
export function explainPolicy(text: string): PolicyLine[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ text: part, words: explain(part.split(/\s+/)) }));
}

function explain([directive = '', ...values]: string[]): string {
  const subject = subjects[directive];
  if (!subject) return 'Not one of the lines that Rummage is served with.';
  if (values.length === 0 || values.includes("'none'")) {
    return isSource(directive) ? `${subject}: not at all.` : `${subject}: forbidden.`;
  }
  const from = values.filter((value) => !allowances[value]).map((value) => sources[value] ?? value);
  const also = values.map((value) => allowances[value]).filter((words) => words !== undefined);
  const way = isToward(directive) ? 'to' : 'from';
  return `${[`${subject}: ${way} ${listOf(from)} only`, ...also].join('; ')}.`;
}

const isToward = (directive: string): boolean =>
  directive === 'connect-src' || !isSource(directive);

const listOf = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** Addresses to which the program may send, besides the page's own; `*` for all. */
export function openTo(text: string): string[] {
  const parts = text.split(';').map((part) => part.trim().split(/\s+/));
  const find = (name: string) => parts.find(([directive]) => directive === name);
  const line = find('connect-src') ?? find('default-src');
  if (!line) return ['*'];
  return line.slice(1).filter((value) => value !== "'none'" && !sources[value]);
}
