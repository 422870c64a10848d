import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedChunk, ParseSummary } from '../../src/core';
import { parseRtf } from '../../src/parse/rtf';

/** Reads an RTF file, written in Latin-1. */
async function read(source: string) {
  const bytes = Uint8Array.from(source, (char) => char.charCodeAt(0));
  const chunks: ParsedChunk[] = [];
  let summary: ParseSummary | undefined;
  for await (const step of parseRtf(new Blob([bytes]))) {
    if (step.phase === 'failed') return { code: step.issue.code, text: '', chunks, summary };
    if (step.phase === 'end') summary = step.summary;
    else chunks.push(...step.chunks);
  }
  return {
    code: undefined,
    summary,
    chunks,
    text: chunks.map(({ chunk }) => chunk.text).join('\n'),
  };
}

const textOf = async (source: string) => (await read(source)).text;

describe('an RTF text', () => {
  it('is read paragraph by paragraph, as WordPad writes it', async () => {
    const { chunks, summary } = await read(
      `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}}
{\\colortbl ;\\red255\\green0\\blue0;}{\\info{\\title Ferry times}{\\author Ann}}
{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1
\\pard\\sa200\\f0\\fs22 The boat to the island leaves\\par
at \\b nine\\b0 , says the caf\\'e9.\\line Twice on Sundays.\\par
\\par
Bring {\\i coins}.\\par
}\u0000`,
    );
    expect(chunks).toHaveLength(1);
    expect(chunks[0]!.chunk).toEqual({
      ordinal: 0,
      kind: 'passage',
      locator: { type: 'paragraphs', from: 1, to: 4 },
      text: 'The boat to the island leaves\nat nine, says the café.\nTwice on Sundays.\nBring coins.',
    });
    expect(summary).toEqual({ metadata: { Title: 'Ferry times' }, warnings: [] });
  });

  it.each<[string, string, string]>([
    ['Unicode with a fallback', "{\\rtf1 \\u1076?\\u1086\\'3f\\u1084? house}", 'дом house'],
    [
      'Unicode without one',
      '{\\rtf1\\uc0 \\u8364 5, {\\uc2 \\u8364 EU}\\u-10179\\u-8704 }',
      '€5, €😀',
    ],
    ['a code page of its own', "{\\rtf1\\ansi\\ansicpg1251 \\'e4\\'ee\\'ec}", 'дом'],
    [
      'characters of two bytes, by their font',
      "{\\rtf1\\ansi{\\fonttbl{\\f0 A;}{\\f1\\fcharset128 B;}}\\f1\\'93\\'fa\\'96{\\f0 caf\\'e9}}",
      '日�café',
    ],
    ['a second byte that is a letter', "{\\rtf1\\ansi\\ansicpg932 \\'83A\\'83\\'43}", 'アイ'],
    [
      'quotes and dashes',
      '{\\rtf1 \\ldblquote a\\rdblquote\\emdash b\\~c\\_d\\{\\}\\\\}',
      '“a”—b c-d{}\\',
    ],
    ['no words that it does not know', '{\\rtf1 a\\constructor b\\toString0 c}', 'abc'],
    ['hidden text', '{\\rtf1 seen{\\v hidden} and \\v not \\v0 seen}', 'seen and seen'],
    [
      'a link by its words',
      '{\\rtf1{\\field{\\*\\fldinst HYPERLINK "http://example.org"}{\\fldrslt here}}}',
      'here',
    ],
    [
      'a picture by nothing',
      '{\\rtf1 a{\\pict\\pngblip 89504e47}{\\*\\shppict{\\pict 00}} b}',
      'a b',
    ],
    ['raw bytes', '{\\rtf1 a{\\pict\\bin3 }}}} b}', 'a b'],
    [
      'a text box',
      '{\\rtf1{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt boxed\\par}}}}',
      'boxed',
    ],
    [
      'a table, row by row',
      '{\\rtf1\\trowd\\pard\\intbl Tree\\cell 12\\par m\\cell\\row\\pard\\intbl Oak\\cell 20\\cell\\row\\pard end\\par}',
      'Tree | 12 m\nOak | 20\nend',
    ],
    [
      'a table in a table, as a part of its row',
      '{\\rtf1\\trowd\\pard\\intbl\\itap2 a\\nestcell b\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}c\\cell d\\cell\\row\\pard end}',
      'a | b | c | d\nend',
    ],
    [
      'footnotes and headers after the rest',
      '{\\rtf1{\\header Minutes\\par}We met{\\footnote On Tuesday.} again.\\par Bye.\\par}',
      'We met again.\nBye.\nMinutes\nOn Tuesday.',
    ],
  ])('has %s', async (_, source, expected) => {
    expect(await textOf(source)).toBe(expected);
  });

  it('that is cut short says so, and is read as far as it goes', async () => {
    const { text, summary } = await read('{\\rtf1 one\\par {\\b two');
    expect(text).toBe('one\ntwo');
    expect(summary!.warnings.map(({ code }) => code)).toEqual(['truncated']);
  });

  it('without text is told', async () => {
    expect((await read('{\\rtf1{\\fonttbl{\\f0 Arial;}}}')).code).toBe('no-content');
  });

  it('never throws, whatever is in it', async () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '\\',
      "\\'",
      '\\u',
      '\\bin',
      '\\*',
      '-',
      '9',
      'par',
      ' ',
      '\u00e9',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 60 }), async (parts) => {
        expect(await textOf(`{\\rtf1${parts.join('')}`)).toBeTypeOf('string');
      }),
    );
  });
});
