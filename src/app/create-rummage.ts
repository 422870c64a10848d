import { type DocumentId, type Fingerprint, isDrawnHere, issue, parserVersion } from '../core';
import { callback, connect } from '../workers/connect';
import type { Library } from '../workers/library';
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
import { findBestSentence } from './best-sentence';
import { setCaptions } from './captions';
import { columnSimilarity } from './column-similarity';
import { readDevicePreference, saveDevicePreference } from './device-choice';
import { HeatMaps } from './heat-maps';
import { IngestQueue } from './ingest-queue';
import { Adapters } from './lab/adapters';
import { MapSession } from './lab/map/map-session';
import { match } from './lab/match';
import { TeachSession } from './lab/teach';
import { LibraryView } from './library-view';
import { ModelSession } from './model-session';
import { bundledLanguages, OcrLanguages } from './ocr/languages';
import { OcrQueue } from './ocr/ocr-queue';
import { readOcrSettings, saveOcrSettings } from './ocr/settings';
import { drawSvgForWorker, ParsePool } from './parse-pool';
import type { IncomingFile, Rummage } from './rummage';
import { Safety } from './safety';
import { fetchSamples } from './samples';
import { type Report, score, scoreAnswers } from './score';
import { SearchSession } from './search-session';
import { createAppStore } from './state';
import { askToPersist, askToPersistOnce, storageInfo } from './storage-info';
import { watchRoom } from './storage-watch';
import { TableFeeder } from './table-feeder';
import { timed } from './timed';

/** Starts the workers and wires them; one of these lives as long as the tab. */
export function createRummage(): Rummage {
  const store = createAppStore();
  const modelUrl = new URL('models/compact-clip/', document.baseURI).href;
  const model = new ModelSession(store, modelUrl);
  const library = watchRoom(startLibrary(), () => ingest.storageFull());
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

  const opened = library
    .open(
      callback((change) => {
        view.apply(change);
        ingest.follow(change.changed, change.removed);
        ocr.follow(change.changed, change.removed);
        tables.follow();
        if (change.adapter === adapterInUse) return;
        adapterInUse = change.adapter;
        void adapters.load();
        search.repeat();
      }),
      callback(() => {
        ingest.stop();
        ocr.pause(true);
        safety.outdated();
      }),
      callback(() => safety.blocked()),
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
  void opened.then(() => Promise.all([asking.load(), adapters.load(), loadMarks()]));
  void indexed.then(() => safety.check()).catch(console.error);
  void ocr.start(ingest.start(indexed));
  void Promise.allSettled([indexed]).then(() => tables.start());

  // After the encoder, which people wait for.
  void model.info().then(() => Promise.all([parsers.warmUp(), viewers.warmUp()]));

  const addFiles = async (files: IncomingFile[]) => {
    if (safety.refusal) return admission.refuseAll(files, safety.refusal);
    ingest.admit(files.length);
    void askToPersistOnce();
    await opened;
    await admission.admitAll(files);
  };

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
    pauseIngest: () => ingest.setPaused(true),
    resumeIngest: () => ingest.setPaused(false),
    dismissRefusal: (id) =>
      store.setState(({ refusals }) => ({ refusals: refusals.filter((r) => r.id !== id) })),

    search: (text, pictures) => search.search(text, pictures),
    find: (text, filter, weights) => search.find(text, filter, weights),
    score: async (queries, weights, onProgress, signal) => {
      const reports: Report[] = [];
      const total = queries.length * weights.length;
      for (const one of weights) {
        const report = await score({
          queries,
          weights: one,
          find: (text, chosen) => search.find(text, {}, chosen),
          document: (id) => view.document(id),
          onProgress: (done) => onProgress(reports.length * queries.length + done, total),
          signal,
        });
        reports.push(report);
      }
      return reports;
    },
    match: (request, onProgress, signal) => match({ library, model }, request, onProgress, signal),
    teaching,
    mapping,
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

    storageInfo,
    askToPersist,
    tryStorageAgain: () => ingest.tryAgain(),
    safety,
    eraseEverything: async () => {
      languageModels.unload();
      saveGeneratorChoice({ kind: 'none' });
      teaching.discard();
      mapping.cancel();
      await library.erase();
      await Promise.all([adapters.load(), loadMarks()]);
    },
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
  return connect<Library>(worker).remote;
}
