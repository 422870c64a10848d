import {
  addRequests,
  type DocumentId,
  type Fingerprint,
  type FusionWeights,
  isDrawnHere,
  issue,
  parserVersion,
} from '../core';
import { callback, connect } from '../workers/connect';
import type { Library } from '../workers/library';
import { countRequests } from '../workers/request-watch';
import { Admission } from './admission';
import { type AskParts, answerQuestion } from './ask/answer-question';
import { AskSession } from './ask/ask-session';
import {
  generatorOptions,
  modelsOfServer,
  readGeneratorChoice,
  saveGeneratorChoice,
} from './ask/generator-choice';
import { LanguageModels } from './ask/language-models';
import { BackupSession } from './backup-session';
import { findBestSentence } from './best-sentence';
import { setCaptions } from './captions';
import { columnSimilarity } from './column-similarity';
import { readDevicePreference, saveDevicePreference } from './device-choice';
import { chosenModelUrl, modelUrlOf } from './encoders/choice';
import { EncoderModels } from './encoders/encoder-models';
import { modelAmong } from './encoders/model-files-in';
import { eraseEverything } from './erase';
import { FolderSession } from './folders/folder-session';
import { HeatMaps } from './heat-maps';
import { IngestQueue } from './ingest-queue';
import { Adapters } from './lab/adapters';
import { MapSession } from './lab/map/map-session';
import { match } from './lab/match';
import { TeachSession } from './lab/teach';
import { LibraryView } from './library-view';
import { LockSession } from './lock/lock-session';
import { ModelSession } from './model-session';
import { bundledLanguages, OcrLanguages } from './ocr/languages';
import { OcrQueue } from './ocr/ocr-queue';
import { readOcrSettings, saveOcrSettings } from './ocr/settings';
import { OfflineSession } from './offline/offline-session';
import { takeShared } from './offline/shared-files';
import type { Control } from './offline/take-control';
import { drawSvgForWorker, ParsePool } from './parse-pool';
import { readPolicy } from './policy';
import type { IncomingFile, Rummage } from './rummage';
import { Safety } from './safety';
import { fetchSamples } from './samples';
import { type ScoredQuery, type ScoreRun, scoreAnswers, scoreByWeights } from './score';
import { SearchSession } from './search-session';
import { scoreBeside } from './spaces/score-beside';
import { SpaceMove } from './spaces/space-move';
import { createAppStore } from './state';
import { askToPersist, askToPersistOnce, storageInfo } from './storage-info';
import { watchRoom } from './storage-watch';
import { storedParts } from './stored-parts';
import { TableFeeder } from './table-feeder';
import { timed } from './timed';
import { keepWebgpuFiles } from './webgpu-files';

/**
 * Starts the workers and wires them; one of these lives as long as the tab.
 *
 * @param control of the page by its service worker
 */
export function createRummage(control: Control): Rummage {
  const store = createAppStore();
  countRequests((more) =>
    store.setState(({ requests }) => ({ requests: addRequests(requests, more) })),
  );
  const modelUrl = chosenModelUrl();
  const model = new ModelSession(store, modelUrl);
  const encoders = new EncoderModels(store, (name) => moving.moveTo(name));
  encoders.giveWayOnFailure(model.info());
  const { remote, dispose: endLibrary } = startLibrary();
  const library = watchRoom(remote, () => ingest.storageFull());
  const lock = new LockSession(store, library, endLibrary);
  const parsers = new ParsePool(Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1)));
  // A page or a query picture never waits for files that are being read.
  const viewers = new ParsePool(1);
  const view = new LibraryView(store);
  const ingest = new IngestQueue(store, view, { library, model, parsers });
  const ocrLanguages = new OcrLanguages(library);
  const ocr = new OcrQueue(
    {
      store,
      library,
      model,
      readers: new ParsePool(1),
      languages: ocrLanguages,
      document: (id) => view.document(id),
    },
    readOcrSettings(),
  );
  const moving = new SpaceMove({
    store,
    library,
    model,
    parsers: new ParsePool(1),
    document: (id) => view.document(id),
    // What it tells is told by the move.
    open: (name) => new ModelSession(createAppStore(), Promise.resolve(modelUrlOf(name))),
  });
  const search = new SearchSession(store, model, library, pictureEmbedder(model, viewers));
  const heatMaps = new HeatMaps(model, library, search, viewers);
  // Rows can be asked long before all that is searched by meaning is embedded.
  const tables = new TableFeeder({ library, parsers: new ParsePool(1), view, ingest });
  const similarity = columnSimilarity(model);

  const askParts: AskParts = { library, model, similarity, document: (id) => view.document(id) };
  const languageModels = new LanguageModels(library);
  const adapters = new Adapters(store, library, model);
  const teaching = new TeachSession(store, library, model, modelUrl);
  const mapping = new MapSession(store, library, model);
  let adapterInUse: string | undefined;
  const asking = new AskSession(store, askParts, languageModels);

  const safety = new Safety(store, library);

  const loadMarks = async () => store.setState({ marks: await library.marks() });

  const captionParts = { library, model, document: (id: DocumentId) => view.document(id) };
  const admission = new Admission({
    store,
    library,
    parsers,
    ingest,
    setCaptions: (captions) => setCaptions(captionParts, captions),
  });

  const folders = new FolderSession({ store, library, view, admission, ingest });

  const opened = library
    .open(
      callback((change) => {
        view.apply(change);
        ingest.follow(change.changed, change.removed);
        ocr.follow(change.changed, change.removed);
        moving.follow(change.changed, change.removed);
        tables.follow();
        folders.follow(change.removed);
        if (change.adapter === adapterInUse) return;
        adapterInUse = change.adapter;
        void adapters.load();
        search.repeat();
      }),
      callback(() => {
        ingest.stop();
        ocr.pause(true);
        moving.pause(true);
        safety.outdated();
      }),
      callback(() => safety.blocked()),
      callback(() => void indexed.then(() => safety.check()).catch(console.error)),
    )
    .then(() => safety.opened())
    .catch((error) => {
      console.error(error);
      safety.opened(error);
      store.setState(({ library: state }) => ({ library: { ...state, phase: 'failed' } }));
      throw error;
    });
  const indexed = Promise.all([opened, model.facts]).then(
    ([, { name, version, dims, calibration }]) => {
      const fingerprint: Fingerprint = {
        model: name,
        version,
        precision: '',
        parser: parserVersion,
      };
      return library.useModel({ fingerprint, dims, calibration });
    },
  );
  const loadRecords = () => Promise.all([asking.load(), adapters.load(), loadMarks()]);
  const backup = new BackupSession({
    store,
    library,
    ready: indexed,
    setCaptions: (captions) => setCaptions(captionParts, captions),
    reload: loadRecords,
  });
  const leading = ingest.start(indexed);
  // A library that does not open is told of once, by itself.
  void Promise.allSettled([
    opened.then(loadRecords),
    ocr.start(leading),
    folders.start(opened, leading),
    moving.start(leading),
  ]);
  void indexed.then(() => safety.check()).catch(console.error);
  void Promise.allSettled([indexed]).then(() => tables.start());

  // After the encoder, which people wait for.
  void model.info().then(() => Promise.all([parsers.warmUp(), viewers.warmUp()]));
  const offline = new OfflineSession(store, control, {
    ready: Promise.allSettled([model.info()]),
    keepMore: async () => keepWebgpuFiles(await modelUrl),
  });

  const addFiles = async (files: IncomingFile[]) => {
    const brought = await modelAmong(files);
    if (brought) {
      location.hash = '#/settings';
      return encoders.add(brought);
    }
    if (safety.refusal) return admission.refuseAll(files, safety.refusal);
    ingest.admit(files.length);
    void askToPersistOnce();
    await opened;
    await admission.admitAll(files);
  };
  const isRefusing = () => safety.refusal !== undefined || store.getState().ingest.phase === 'full';
  void takeShared(addFiles, isRefusing).catch(console.error);

  const scoreAll = (
    queries: readonly ScoredQuery[],
    weights: readonly FusionWeights[],
    { model, ...run }: ScoreRun & { model?: ModelSession },
  ) =>
    scoreByWeights(queries, weights, {
      ...run,
      find: (text, chosen) => search.find(text, {}, chosen, model),
      document: (id) => view.document(id),
    });

  return {
    store,
    addFiles,
    addSamples: async () => addFiles(await fetchSamples()),
    removeDocuments: async (ids) => {
      await library.remove(ids);
      await loadMarks();
    },
    retryDocuments: (ids) => library.requeue(ids),
    cancelDocuments: (ids) => library.remove(ids),
    cancelAll: () => {
      folders.do({ to: 'stop-all' });
      admission.cancel();
      return library.remove(view.unfinished());
    },
    folders,
    pauseIngest: () => ingest.setPaused(true),
    resumeIngest: () => ingest.setPaused(false),
    dismissRefusal: (id) =>
      store.setState(({ refusals }) => ({ refusals: refusals.filter((r) => r.id !== id) })),

    search: (text, pictures) => search.search(text, pictures),
    find: (text, filter, weights) => search.find(text, filter, weights),
    score: (queries, weights, onProgress, signal) =>
      scoreAll(queries, weights, { onProgress, signal }),
    scoreNext: (queries, weights, onProgress, signal) =>
      scoreBeside(library, moving.nextModel, (model) =>
        scoreAll(queries, weights, { onProgress, signal, model }),
      ),
    match: (request, onProgress, signal) => match({ library, model }, request, onProgress, signal),
    teaching,
    mapping,
    moving,
    adapters,
    markHit: async (place, isRight) => {
      const mark = { ...place, isRight: isRight ?? false, at: Date.now() };
      await (isRight === undefined ? library.removeMark(mark) : library.saveMark(mark));
      await loadMarks();
    },
    setCaptions: (captions, onProgress, signal) =>
      setCaptions(captionParts, captions, onProgress, signal),
    ocr: {
      pause: (isPaused) => ocr.pause(isPaused),
      ask: (ids, language) => library.askForOcr(ids, language),
      page: (id, page) => library.ocrPage(id, page),
      settings: readOcrSettings,
      use: (settings) => {
        saveOcrSettings(settings);
        ocr.use(settings);
      },
      bundledLanguages,
      broughtLanguages: () => ocrLanguages.brought(),
      addLanguage: (file) => ocrLanguages.add(file),
      removeLanguage: (code) => ocrLanguages.remove(code),
    },
    scoreAnswers: (questions, onProgress, signal) =>
      scoreAnswers({
        questions,
        answer: (question) => answerQuestion(askParts, { question, scope: {} }),
        document: (id) => view.document(id),
        onProgress: (done) => onProgress(done, questions.length),
        signal,
      }),
    clearSearch: () => search.clear(),
    setFilter: (filter) => search.setFilter(filter),
    readQuestion: (text) => library.readQuestion(text, callback(similarity)),
    answerQuestion: (reading) => timed('table answer', library.answerQuestion(reading)),
    typedRows: (id, rowNumbers) => library.typedRows(id, rowNumbers),
    bestSentence: async (hit) => {
      const query = await search.wantedVector('text');
      return query && findBestSentence(model, hit, query);
    },

    ask: (question, scope, thread) => asking.ask(question, scope, thread),
    setAskScope: (askScope) => store.setState({ askScope }),
    stopWriting: (turn) => asking.stopWriting(turn),
    generatorOptions,
    languageModels: () => languageModels.list(),
    addLanguageModel: async (files, onLoading) => {
      await opened;
      return languageModels.add(files, onLoading);
    },
    removeLanguageModel: (name) => languageModels.remove(name),
    modelsOfServer,
    generatorChoice: readGeneratorChoice,
    setGeneratorChoice: (choice) => {
      saveGeneratorChoice(choice);
      if (choice.kind !== 'local') languageModels.unload();
    },
    renameThread: (id, title) => asking.rename(id, title),
    removeThread: (id) => asking.remove(id),
    threadMarkdown: (id) => asking.markdown(id),

    heatMap: (id, chunk, method, signal) => heatMaps.of(id, chunk, method, signal),

    findDuplicates: async (onProgress, signal) => {
      await indexed;
      return library.findDuplicates(callback(onProgress), signal);
    },

    original: (id) => library.original(id),
    picture: async ({ id, format }, page) => {
      const original = await library.original(id);
      if (!original || !isDrawnHere(format)) return original;
      return viewers.run((parser, step) => step(parser.renderPicture(original, format, page)));
    },
    thumbnail: (key) => library.thumbnail(key),
    chunks: (id, from, to) => library.chunks(id, from, to),
    renderPage: async (id: DocumentId, page, widthPx, signal) => {
      const original = await library.original(id);
      if (!original) return issue('internal', 'The stored copy of this file is gone.');
      const rendered = await viewers.run(async (parser, step) => {
        signal?.throwIfAborted();
        return step(parser.renderPage(original, page, widthPx));
      });
      return 'issue' in rendered ? rendered.issue : rendered;
    },

    backup,
    offline,
    lock,
    storageInfo,
    storedParts: () => storedParts(library, store.getState().library.documents),
    policy: readPolicy,
    eraseEverything,
    encoders,
    askToPersist,
    tryStorageAgain: () => ingest.tryAgain(),
    safety,
    devicePreference: readDevicePreference,
    setDevicePreference: (preference) => {
      saveDevicePreference(preference);
      model.reload();
    },
  };
}

/** Embeds pictures to search by, each once: words typed beside it would ask for it again. */
function pictureEmbedder(model: ModelSession, viewers: ParsePool) {
  const known = new WeakMap<Blob, Promise<Float32Array>>();
  const embed = async (image: Blob): Promise<Float32Array> => {
    const { raster } = await model.facts;
    const picture = await viewers.run((parser, step) =>
      step(parser.readPicture(image, raster, drawSvgForWorker())),
    );
    if ('issue' in picture) throw new Error(picture.issue.message);
    return model.embedRasters([picture.raster], 'query');
  };
  return (image: Blob): Promise<Float32Array> => {
    const embedding = known.get(image) ?? embed(image);
    known.set(image, embedding);
    return embedding;
  };
}

function startLibrary() {
  const worker = new Worker(new URL('../workers/search.worker.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  });
  return connect<Library>(worker);
}
