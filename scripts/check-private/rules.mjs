/**
 * What a content security policy does not stop, and what would be there for no other use than to
 * reach out. Told from the text of a file, minified or not.
 *
 * @type {{ name: string, pattern: RegExp, why: string }[]}
 */
export const rules = [
  {
    name: 'eval',
    pattern:
      /(?<![\w$.])(?:eval|Function)\s*\(|\b(?:globalThis|window|self)\.(?:eval|Function)\s*\(|\.constructor\(["'`]/g,
    why: 'runs text as code',
  },
  {
    name: 'socket',
    pattern:
      /\b(?:webkit)?RTC(?:PeerConnection|DataChannel)\b|\bWebTransport\b|\bWebSocket(?:Stream)?\b|\bEventSource\b/g,
    why: 'a policy does not stop WebRTC, and nothing here needs a socket',
  },
  { name: 'beacon', pattern: /\bsendBeacon\b/g, why: 'sends while a page closes' },
  {
    name: 'navigation',
    pattern:
      /(?<![\w$-])location(?:\.href)?\s*=(?![=>])|\blocation\.(?:assign|replace)\s*\(|\b(?:window|self|globalThis|top|parent|opener)\.open\s*\(|\bnavigation\.navigate\s*\(/g,
    why: 'a policy does not stop a page from leading elsewhere, with words in the address',
  },
  {
    name: 'refresh',
    pattern: /http-equiv=["']?refresh|httpEquiv:\s*["'`]refresh/gi,
    why: 'leads elsewhere by itself',
  },
  {
    name: 'hint',
    pattern: /dns-prefetch|preconnect|prerender|speculationrules/g,
    why: 'looks up a name or opens a connection, past the policy',
  },
  {
    name: 'form',
    pattern: /\.requestSubmit\s*\(|(?<!\.queue)\.submit\s*\(/g,
    why: 'sends a form',
  },
  {
    name: 'new window',
    pattern: /target(?::\s*|=)["'`]_blank/g,
    why: 'opens a window on another page',
  },
  {
    name: 'markup',
    pattern:
      /\.(?:inner|outer)HTML\s*=(?!=)|\binsertAdjacentHTML\b|\bdocument\.write(?:ln)?\s*\(|dangerouslySetInnerHTML\s*=(?!=)/g,
    why: 'makes elements of text that a document may have written',
  },
  {
    name: 'address',
    pattern:
      /\b(?:https?|wss?|ftp):\/\/[\w.$-]*|(?<=["'`(])\/\/[a-z\d-]+(?:\.[a-z\d-]+)+(?=[/"'`):])/gi,
    why: 'an address elsewhere',
  },
];

/**
 * @typedef {object} Allowance
 * @property {string} rule
 * @property {RegExp} file
 * @property {RegExp} [text] what was found; all of the rule's where it is left out
 * @property {number} [atMost] how often in one file; any number where it is left out
 * @property {string} why
 *
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} file
 * @property {string} excerpt
 * @property {string} why
 */

const excerptLength = 60;

/**
 * @param {Map<string, string>} files texts by path
 * @param {Allowance[]} allowances
 * @returns {{ findings: Finding[], stale: Allowance[] }} what is not allowed, and allowances that
 *   allow nothing any more
 */
export function examine(files, allowances) {
  const findings = [];
  const used = new Set();
  for (const [file, text] of files) {
    const counts = new Map();
    for (const { name, pattern, why } of rules) {
      for (const match of text.matchAll(pattern)) {
        const allowance = allowances.find(
          (one) =>
            one.rule === name && one.file.test(file) && (!one.text || one.text.test(match[0])),
        );
        const count = (counts.get(allowance) ?? 0) + 1;
        counts.set(allowance, count);
        if (allowance) used.add(allowance);
        if (allowance && count <= (allowance.atMost ?? Number.POSITIVE_INFINITY)) continue;
        const from = Math.max(0, match.index - excerptLength);
        const excerpt = text.slice(from, match.index + match[0].length + excerptLength);
        findings.push({ rule: name, file, excerpt: excerpt.replaceAll(/\s+/g, ' '), why });
      }
    }
  }
  return { findings, stale: allowances.filter((one) => !used.has(one)) };
}
