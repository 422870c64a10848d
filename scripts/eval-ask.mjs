// `npm run eval:ask -- --data DIR [--json FILE]`: how well Ask answers, measured by the app's own page
// "Score my answers" on the built app in Chromium. DIR holds files and `questions.jsonl`
// ({"question", "answers": [..], "file", "place"?}; without `answers` it is not in the documents).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureLibrary } from './eval-library.mjs';

const { values } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'string' }, all: { type: 'boolean' } },
});
const questions = join(values.data ?? '', 'questions.jsonl');
if (!values.data || !existsSync(questions)) {
  console.error('Give a folder of files with questions.jsonl: npm run eval:ask -- --data DIR');
  process.exit(1);
}
const { report, fileCount } = await measureLibrary({
  folder: values.data,
  screen: 'lab/answers',
  questions,
});
if (values.all) printEach(report);
print(report);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 1));

function print({ results, supported, correct, declinedRight }) {
  const share = (one) => (one === undefined || one === null ? '–' : one.toFixed(3));
  console.log(`${fileCount} files, ${results.length} questions`);
  console.log(`the supporting place is cited       ${share(supported)}`);
  console.log(`the answer is in what is said       ${share(correct)}`);
  console.log(`declined where there is no answer   ${share(declinedRight)}`);
}

function printEach({ results }) {
  const asked = readFileSync(questions, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const [i, { question, answer, declined, citations }] of results.entries()) {
    const { answers, file } = asked[i];
    console.log(`${question}\n  wanted ${answers?.join(' | ') ?? 'nothing'} in ${file ?? '–'}`);
    console.log(`  ${declined ? 'DECLINED' : answer}`);
    console.log(`  ${citations.map((one) => `${one.file}, ${one.place}`).join('; ')}`);
  }
}
