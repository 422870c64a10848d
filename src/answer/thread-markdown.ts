import { type AskAnswer, type AskSource, type AskThread, describeLocator } from '../core';

/** A thread as Markdown, every answer with its sources below it. */
export function threadMarkdown(thread: AskThread): string {
  const turns = thread.turns.map(({ question, state }) => {
    const head = `## ${escaped(question)}`;
    if (state.phase === 'done') return `${head}\n\n${answerMarkdown(state.answer)}`;
    return `${head}\n\n*${state.phase === 'failed' ? escaped(state.message) : 'Not answered.'}*`;
  });
  return `${[`# ${escaped(thread.title)}`, ...turns].join('\n\n')}\n`;
}

function answerMarkdown({ isDeclined, lead, sentences, sources, writtenBy }: AskAnswer): string {
  if (isDeclined) return '*Nothing in the library answers this.*';
  const said = sentences.map(({ text, citations, support }) => {
    const marks = citations.map(({ source }) => `[${source}]`).join('');
    const note = support.phase === 'unsupported' ? ' *(not found in its sources)*' : '';
    return `${escaped(text)} ${marks}${note}`;
  });
  const numbers = new Set(sentences.flatMap(({ citations }) => citations.map((c) => c.source)));
  const cited = sources.filter(({ number }) => numbers.has(number)).map(sourceMarkdown);
  return [
    ...(lead ? [`**${escaped(lead)}**`] : []),
    ...said,
    ...(writtenBy ? [`*Written by ${escaped(writtenBy)} from the sources.*`] : []),
    cited.join('\n'),
  ].join('\n\n');
}

function sourceMarkdown({ number, name, chunk }: AskSource): string {
  const place = chunk.locator.type === 'whole' ? '' : `, ${describeLocator(chunk.locator)}`;
  return `- [${number}] ${escaped(name)}${place}`;
}

/** Text of a document is shown as it is: it may neither link nor format. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/([\\`*_{}[\]<>()#!|~])/g, '\\$1');
}
