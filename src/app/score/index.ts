export { type AnswersReport, type AskedQuestion, readQuestions, scoreAnswers } from './answers';
export { queriesOfHeadings, queriesOfRows } from './own-queries';
export { readQueries } from './read-queries';
export { type Report, type ScoredQuery, score } from './score';
