export { type AnswersReport, type AskedQuestion, readQuestions, scoreAnswers } from './answers';
export { type Estimate, shareOf } from './metrics';
export { queriesOfHeadings, queriesOfRows } from './own-queries';
export { readQueries } from './read-queries';
export { type Report, type ScoredQuery, type ScoreRun, score, scoreByWeights } from './score';
