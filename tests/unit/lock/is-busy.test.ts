import { expect, it } from 'vitest';
import { isBusy } from '../../../src/app/lock/is-busy';
import { type AppState, createAppStore } from '../../../src/app/state';

const withState = (change: Partial<AppState>) =>
  isBusy({ ...createAppStore().getState(), ...change });
const counted = { done: 1, total: 2 };
const ingest = { ...counted, failed: 0, ratePerSecond: 0, secondsLeft: 1, current: undefined };
const move = { ...counted, to: 'other', isOwn: false, secondsLeft: 1 };
const progress = { curve: [], step: 0, maxSteps: 1, stepMs: 0 };

it.each<[string, Partial<AppState>]>([
  ['indexing', { ingest: { phase: 'running', paused: false, ...ingest } }],
  [
    'a backup',
    {
      backup: { phase: 'running', work: 'backup', progress: undefined, secondsLeft: undefined },
    },
  ],
  ['an encoder that is copied', { bringing: { phase: 'copying', name: 'other', ...counted } }],
  ['an encoder that is measured', { bringing: { phase: 'measuring', name: 'other', ...counted } }],
  ['another encoder that reads', { move: { phase: 'running', isPaused: false, ...move } }],
  ['what a lesson is made of', { teach: { phase: 'reading', ...counted } }],
  ['a lesson', { teach: { phase: 'teaching', progress } }],
])('%s keeps the library from being locked by itself', (_, change) => {
  expect(withState(change)).toBe(true);
});

it.each<[string, Partial<AppState>]>([
  ['nothing', {}],
  ['indexing that is paused', { ingest: { phase: 'running', paused: true, ...ingest } }],
  ['a full disk', { ingest: { phase: 'full', waiting: 1, neededBytes: 1 } }],
  ['a backup that is written', { backup: { phase: 'exported', work: 'backup' } }],
  ['an encoder that was added', { bringing: { phase: 'done', name: 'other' } }],
  ['an encoder that is paused', { move: { phase: 'running', isPaused: true, ...move } }],
  ['an encoder that waits', { move: { phase: 'ready', to: 'other', failed: 0 } }],
  ['a lesson that was stopped', { teach: { phase: 'stopped', progress } }],
])('%s does not', (_, change) => {
  expect(withState(change)).toBe(false);
});
