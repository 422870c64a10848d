import { kindPlurals } from '../format';
import { isOfThisTab } from '../query-pictures';
import { formatRoute, parseRoute, type Route } from '../route';

/** What of an address is worth remembering: not the open hit, nor a picture of this tab. */
export function addressOf(route: Route): string {
  const pictures = route.pictures?.filter((picture) => !isOfThisTab(picture));
  return formatRoute({ ...route, open: undefined, pictures });
}

/** An address as a person says it. */
export function wordsOfAddress(address: string): { words: string; kind: string | undefined } {
  const { q, kind, pictures } = parseRoute(address);
  return {
    words: q || (pictures?.length ? 'More like one document' : 'Everything'),
    kind: kind && kindPlurals[kind],
  };
}
