import { describe, expect, it } from 'vitest';
import { receiveShare } from '../../src/service-worker/share';

const scope = 'https://example.org/tools/rummage/';

async function wayOf(fields: Record<string, string>): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return wayOfRequest(new Request(`${scope}share`, { method: 'POST', body }));
}

async function wayOfRequest(request: Request): Promise<string> {
  const response = await receiveShare(request, scope);
  expect(response.status).toBe(303);
  return response.headers.get('location')!.slice(scope.length);
}

describe('what is shared without files', () => {
  it('becomes a search for its text', async () => {
    expect(await wayOf({ text: 'rye & oats', title: 'Bread', url: 'https://x.org' })).toBe(
      '#/search?q=rye+%26+oats',
    );
  });

  it('becomes a search for its title where there is no text, else for its address', async () => {
    expect(await wayOf({ text: ' ', title: 'Bread', url: 'https://x.org/a' })).toBe(
      '#/search?q=Bread',
    );
    expect(await wayOf({ url: 'https://x.org/a' })).toBe('#/search?q=https%3A%2F%2Fx.org%2Fa');
  });

  it('is cut where it is too long for a search', async () => {
    expect(await wayOf({ text: 'x'.repeat(10_000) })).toBe(`#/search?q=${'x'.repeat(500)}`);
  });

  it('opens the app where there is nothing at all, or nothing that can be read', async () => {
    expect(await wayOf({})).toBe('#/search');
    expect(await wayOfRequest(new Request(`${scope}share`, { method: 'POST', body: '?' }))).toBe(
      '#/search',
    );
  });
});
