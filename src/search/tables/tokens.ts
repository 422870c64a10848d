import { fold } from './text';

export interface Token {
  kind: 'word' | 'number' | 'date' | 'symbol';
  /** As typed. */
  text: string;
  /** Folded, for words; as typed otherwise. */
  word: string;
  from: number;
  to: number;
  /** For numbers. */
  value?: number;
  /** No space before it. */
  isGlued: boolean;
}

const pattern = new RegExp(
  [
    String.raw`(?<date>\d{4}-\d{2}(?:-\d{2})?(?![\d-])|\d{4}/\d{1,2}(?:/\d{1,2})?(?![\d/])|\d{1,2}([/.])\d{1,2}\2(?:\d{4}|\d{2})(?!\d))`,
    String.raw`(?<number>(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+))`,
    String.raw`(?<word>km/h|m/s|km²|m²|ft²|°[CF]\b|[\p{L}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}]+)*)`,
    String.raw`(?<symbol><=|>=|!=|<>|[<>=≤≥≠%+&,–—−-]|\p{Sc})`,
  ].join('|'),
  'gu',
);

/** A query as words, numbers, dates and signs, in order; other characters fall away. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups!;
    const kind = (['date', 'number', 'word', 'symbol'] as const).find((name) => groups[name])!;
    const from = match.index;
    const token: Token = {
      kind,
      text: match[0],
      word: kind === 'word' ? fold(match[0]) || match[0].toLowerCase() : match[0],
      from,
      to: from + match[0].length,
      isGlued: tokens.at(-1)?.to === from,
    };
    if (kind === 'number') token.value = numberValue(match[0]);
    joinSign(tokens, token);
    tokens.push(token);
  }
  return tokens;
}

function numberValue(text: string): number {
  // 12,5 is written where the comma stands before the fraction; 12,500 is a thousand.
  const isGrouped = /^\d{1,3}(,\d{3})+/.test(text);
  return Number(isGrouped ? text.replaceAll(',', '') : text.replace(',', '.'));
}

/** A dash right before a number and not right after a word or number is a minus. */
function joinSign(tokens: Token[], token: Token): void {
  const dash = tokens.at(-1);
  if (token.kind !== 'number' || !token.isGlued || !dash || !/^[-−–]$/.test(dash.text)) return;
  if (dash.isGlued && tokens.at(-2)?.kind !== 'symbol') return;
  tokens.pop();
  token.from = dash.from;
  token.text = dash.text + token.text;
  token.value = -token.value!;
  token.isGlued = dash.isGlued;
}
