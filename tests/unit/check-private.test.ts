import { describe, expect, it } from 'vitest';
import { examine, rules } from '../../scripts/check-private/rules.mjs';

/** What each rule must find; more than one way of writing where there is. */
const bad: Record<string, string[]> = {
  eval: ['eval("x")', 'a=new Function("return 1")', 'self.eval(t)', 'x.constructor("y")()'],
  socket: [
    'new RTCPeerConnection({})',
    'new webkitRTCPeerConnection',
    'new WebSocket(u)',
    'new WebTransport(u)',
    'new EventSource(u)',
  ],
  beacon: ['navigator.sendBeacon(u,d)'],
  navigation: [
    'location.href="/x"',
    'location = u',
    'window.location.assign(u)',
    'top.location.replace(u)',
    'window.open(u)',
    'navigation.navigate(u)',
  ],
  refresh: ['<meta http-equiv="refresh" content="0;url=/x">', 'jsx("meta",{httpEquiv:"refresh"})'],
  hint: ['<link rel="dns-prefetch" href="/">', '<script type="speculationrules">'],
  form: ['f.submit()', 'f.requestSubmit()'],
  'new window': ['<a target="_blank">', 'jsx("a",{target:`_blank`})'],
  markup: ['e.innerHTML=t', 'e.insertAdjacentHTML("x",t)', '<p dangerouslySetInnerHTML={x} />'],
  address: [
    'fetch("https://tracker.example/x")',
    'url(//cdn.example.org/f.woff2)',
    'a="wss://x.example"',
    '<a href="http://evil.example">',
    ['fetch(`https://$', '{host}`)'].join(''),
  ],
};

/** What looks alike and is none. */
const good = [
  'if(location.href===x)parseRoute(location.hash)',
  'location.reload()',
  'evaluate(x);myFunction(y);function f(){}',
  'device.queue.submit([b])',
  'e.innerHTML===t',
  'a=1//comment',
  'has_location=1',
  'new URL("./x.js",import.meta.url)',
];

const found = (text: string, allowances = [] as Parameters<typeof examine>[1]) =>
  examine(new Map([['assets/a.js', text]]), allowances);
const anywhere = { rule: 'eval', file: /a\.js$/, why: 'tested' };

describe('what a built file must not hold', () => {
  it('has an example for every rule', () => {
    expect(Object.keys(bad)).toEqual(rules.map(({ name }) => name));
  });

  it.each(Object.entries(bad).flatMap(([rule, texts]) => texts.map((text) => [rule, text])))(
    '%s: %s',
    (rule, text) => {
      expect(found(text!).findings).toMatchObject([{ rule, file: 'assets/a.js' }]);
    },
  );

  it.each(good)('lets pass: %s', (text) => {
    expect(found(text).findings).toEqual([]);
  });

  it('allows what is listed, in its file and as often as it says', () => {
    expect(found('eval(a)', [anywhere])).toEqual({ findings: [], stale: [] });
    expect(found('eval(a)', [{ ...anywhere, file: /b\.js$/ }]).findings).toHaveLength(1);
    expect(found('eval(a);eval(b)', [{ ...anywhere, atMost: 1 }]).findings).toHaveLength(1);
    expect(found('eval(a)', [{ ...anywhere, text: /^Function/ }]).findings).toHaveLength(1);
  });

  it('names what is allowed and not there any more', () => {
    expect(found('', [anywhere]).stale).toEqual([anywhere]);
  });
});
