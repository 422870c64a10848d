import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../scripts/headers.mjs';
import { addRequests, noRequests, originOf, summarise } from '../../src/core';
import { explainPolicy, openTo } from '../../src/ui/settings/privacy/policy-words';

describe('the policy in plain words', () => {
  it('explains every line that Rummage is served with', () => {
    const lines = explainPolicy(contentSecurityPolicy);
    expect(lines.map(({ text }) => text).join('; ')).toBe(contentSecurityPolicy);
    for (const { words } of lines) expect(words).not.toMatch(/Not one of the lines|'|undefined/);
    expect(openTo(contentSecurityPolicy)).toEqual([]);
  });

  it.each([
    ["connect-src 'self'", 'Requests that the program makes: to this address only.'],
    [
      "img-src 'self' blob:",
      'Pictures: from this address and the memory of this page (blob) only.',
    ],
    ["object-src 'none'", 'Plug-ins: not at all.'],
    ["form-action 'none'", 'Sending forms: forbidden.'],
    ['upgrade-insecure-requests', 'Not one of the lines that Rummage is served with.'],
  ])('%s', (text, words) => {
    expect(explainPolicy(text)).toEqual([{ text, words }]);
  });

  it('names the addresses that it lets through', () => {
    expect(openTo("default-src 'self'; connect-src 'self' http://localhost:11434")).toEqual([
      'http://localhost:11434',
    ]);
    expect(openTo('default-src *')).toEqual(['*']);
    expect(openTo("script-src 'self'")).toEqual(['*']);
    expect(openTo("default-src 'none'")).toEqual([]);
  });
});

describe('counts of requests', () => {
  it('add up, and are told by where they went', () => {
    const first = { origins: { 'http://a': 2, 'blob:': 1 }, blocked: {} };
    const second = {
      origins: { 'http://a': 1, 'http://b': 1 },
      blocked: { 'img-src http://c': 1 },
    };
    const sum = [first, second].reduce(addRequests, noRequests);
    expect(summarise(sum, 'http://a')).toEqual({
      here: 3,
      memory: 1,
      elsewhere: [['http://b', 1]],
      blocked: [['img-src http://c', 1]],
    });
  });

  it.each([
    ['https://a.example:8080/x?y', 'https://a.example:8080'],
    ['blob:http://a/1-2', 'blob:'],
    ['data:text/plain,x', 'data:'],
  ])('%s is of %s', (address, origin) => {
    expect(originOf(address)).toBe(origin);
  });
});
