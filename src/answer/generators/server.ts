import type { GenerateOptions, Generator, Prompt } from '../generator';

export interface ServerChoice {
  /** Where it listens, such as http://localhost:11434. */
  address: string;
  model: string;
  contextTokens: number;
}

/** Small models are quoting here, not inventing. */
const temperature = 0.1;

/** The names of the models that an OpenAI-compatible server offers. */
export async function serverModels(address: string, signal?: AbortSignal): Promise<string[]> {
  const response = await contact(address, '/v1/models', { ...(signal && { signal }) });
  const { data } = (await response.json()) as { data?: { id: string }[] };
  return (data ?? []).map(({ id }) => id);
}

/** A language model on a server that the person runs: Ollama, llama.cpp, LM Studio and others. */
export function serverGenerator({ address, model, contextTokens }: ServerChoice): Generator {
  return {
    name: `${model} on ${new URL(address).host}`,
    contextTokens,
    async generate({ system, user }: Prompt, { signal, onText }: GenerateOptions) {
      const { body } = await contact(address, '/v1/chat/completions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        signal,
        body: JSON.stringify({
          model,
          stream: true,
          temperature,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
        }),
      });
      let text = '';
      try {
        for await (const delta of deltas(body)) {
          text += delta;
          onText(text);
        }
      } catch (error) {
        // Streams that break off say so in words of the browser's.
        if (!(error instanceof TypeError)) throw error;
        throw new Error(`the connection to ${address} broke off while it wrote`);
      }
      return text;
    },
  };
}

/** @throws {Error} where nothing answers, or what answers has no success to tell */
async function contact(address: string, path: string, init: RequestInit) {
  const response = await fetch(address + path, init).catch((error) => {
    if (!(error instanceof TypeError)) throw error;
    throw new Error(`nothing answers at ${address}`);
  });
  const { ok, status, body } = response;
  if (ok && body) return { body, json: () => response.json() };
  const reason = reasonIn(await response.json().catch(() => undefined));
  throw new Error(`the server at ${address} answers with ${status}${reason && ` (${reason})`}`);
}

/** What a server says went wrong: `{"error": "…"}` or `{"error": {"message": "…"}}`. */
function reasonIn(answer: { error?: string | { message?: string } } | undefined): string {
  const error = answer?.error;
  return (typeof error === 'string' ? error : error?.message) ?? '';
}

/** The pieces of text in a stream of server-sent events, as chat completions send them. */
async function* deltas(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<string>;
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop()!;
    for (const line of lines) {
      const data = /^data:\s*(.*)$/.exec(line.trim())?.[1];
      if (!data || data === '[DONE]') continue;
      const event = JSON.parse(data);
      const reason = reasonIn(event);
      if (reason) throw new Error(`the server stopped writing: ${reason}`);
      const piece = event.choices?.[0]?.delta?.content;
      if (typeof piece === 'string') yield piece;
    }
    if (done) return;
  }
}
