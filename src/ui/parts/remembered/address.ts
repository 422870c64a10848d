import { kindPlurals } from '../format';
import { formatRoute, parseRoute, type Route } from '../route';

/** What of an address is worth remembering: not the open hit, nor a picture of this tab. */
export function addressOf(route: Route): string {
  return formatRoute({ ...route, open: undefined, picture: undefined });
}

/** An address as a person says it. */
export function wordsOfAddress(address: string): { words: string; kind: string | undefined } {
  const { q, kind, like } = parseRoute(address);
  return {
    words: q || (like ? 'More like one document' : 'Everything'),
    kind: kind && kindPlurals[kind],
  };
}
