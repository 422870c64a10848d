/**
 * What the built files may hold, each with the reason why it reaches nobody. The policy of the app
 * (`scripts/headers.mjs`) binds all of them: text is not run as code, requests go to the own origin.
 *
 * @type {import('./rules.mjs').Allowance[]}
 */
export const allowedInBuild = [
  {
    rule: 'eval',
    file: /assets\/parse\.worker-/,
    atMost: 1,
    why: "regenerator's last resort in tesseract.js, where `globalThis` is missing; the policy makes it throw",
  },
  {
    rule: 'eval',
    file: /ocr\/worker\.min\.js$/,
    atMost: 2,
    why: 'the same in the worker of tesseract.js, and one inside a try that finds `globalThis` before',
  },
  {
    rule: 'eval',
    file: /ort-wasm-simd-threaded\.asyncify-.*\.mjs$/,
    atMost: 1,
    why: "Emscripten's embind makes wrappers of its own WebGPU calls by it where it may; the policy makes it throw",
  },
  {
    rule: 'hint',
    file: /assets\/(index|jsx-runtime|resolve-colour)-/,
    text: /^(dns-prefetch|preconnect)$/,
    why: "React's prefetchDNS and preconnect, which nothing here calls (a check of the sources says so)",
  },
  {
    rule: 'navigation',
    file: /assets\/(index|jsx-runtime)-/,
    text: /^navigation\.navigate/,
    atMost: 1,
    why: 'React comes back to the entry of the history that it stands at',
  },
  {
    rule: 'form',
    file: /assets\/(index|jsx-runtime)-/,
    atMost: 2,
    why: 'words of an error message of React',
  },
  {
    rule: 'form',
    file: /ort-wasm-simd-threaded\.asyncify-.*\.mjs$/,
    atMost: 1,
    why: 'submits work to the queue of a graphics card',
  },
  {
    rule: 'markup',
    file: /assets\/(index|jsx-runtime)-/,
    atMost: 3,
    why: 'React: an empty script element, and dangerouslySetInnerHTML, which lint forbids here',
  },
  {
    rule: 'markup',
    file: /assets\/resolve-colour-/,
    atMost: 2,
    why: 'react-aria empties its live regions',
  },
  {
    rule: 'address',
    file: /./,
    text: /^http:\/\/(www\.w3\.org|schemas\.(openxmlformats|microsoft)\.(org|com)|sheetjs\.openxmlformats\.org|purl\.(org|oclc\.org)|docs\.oasis-open\.org|openoffice\.org|ns\.adobe\.com|www\.xfa\.org)$/,
    why: 'names of XML vocabularies, compared and never fetched',
  },
  {
    rule: 'address',
    file: /\.(js|css)$/,
    text: /^https?:\/\/(react\.dev|rolldown\.rs|web\.dev|github\.com|gist\.github\.com|developer\.mozilla\.org|developer\.chrome\.com|sqlite\.org|emscripten\.org|opencollective\.com|sheetjs\.com|tailwindcss\.com|git-lfs)$/,
    why: 'in comments, error messages and licences of libraries, and what Git LFS writes into a file',
  },
  {
    rule: 'address',
    file: /assets\/(clip|language-model|measure)\.worker-/,
    text: /^https:\/\/(huggingface\.co|cdn\.jsdelivr\.net)$/,
    why: "the library's defaults for models and for its runtime; remote models are off and the runtime's paths are set, and the policy allows neither",
  },
  {
    rule: 'address',
    file: /assets\/parse\.worker-|ocr\/worker\.min\.js$/,
    text: /^https:\/\/cdn\.jsdelivr\.net$/,
    why: "Tesseract's defaults for its worker, core and languages; all three paths are set, and the policy allows none",
  },
  {
    rule: 'address',
    file: /assets\/parse\.worker-/,
    text: /^https?:\/\/(foo\.bar|example\.com)$/,
    why: 'a base for relative names inside archives, only taken apart as text',
  },
  {
    rule: 'address',
    file: /assets\/index-/,
    text: /^http:\/\/localhost$/,
    why: 'an example in the settings of how to name a server of one’s own',
  },
  {
    rule: 'address',
    file: /assets\/parse\.worker-/,
    text: /^http:\/\/localhost$/,
    atMost: 1,
    why: "in a script of tesseract.js's own package file, which it carries for its version",
  },
  {
    rule: 'address',
    file: /assets\/(pdf|parse)\.worker-/,
    text: /^http:\/\/\$$/,
    why: 'put before addresses that stand in a PDF without one, which are not shown',
  },
  {
    rule: 'address',
    file: /assets\/download-|service-worker\.js$/,
    text: /^https:\/\/(huggingface\.co)?$/,
    why: 'the page that fetches models, and the policy of that page: it alone may contact the hub',
  },
];

/** @type {import('./rules.mjs').Allowance[]} */
export const allowedInSources = [
  {
    rule: 'address',
    file: /src\/download\//,
    text: /^https:\/\/huggingface\.co$/,
    why: 'the page that fetches models, a document of its own; the policy of the app does not let the app do it',
  },
  {
    rule: 'address',
    file: /src\/(file-system-access\.d\.ts|ui\/parts\/launched-files\.ts)$/,
    text: /^https:\/\/wicg\.github\.io$/,
    why: 'specifications, in comments',
  },
  {
    rule: 'address',
    file: /src\/app\/encoders\/bring-model\.ts$/,
    text: /^https:\/\/git-lfs$/,
    why: 'what Git LFS writes into a file',
  },
  {
    rule: 'address',
    file: /src\/(ui\/settings\/generator-section\.tsx|answer\/generators\/server\.ts)$/,
    text: /^http:\/\/localhost$/,
    why: 'an example of how to name a server of one’s own',
  },
  {
    rule: 'address',
    file: /src\/answer\/generators\/(built-in|model-folder)\.ts$/,
    text: /^https:\/\/(github\.com|git-lfs)$/,
    why: 'the specification, in a comment; what Git LFS writes into a file',
  },
];
