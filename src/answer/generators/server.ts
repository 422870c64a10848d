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
  const response = await fetch(`${address}/v1/models`, { ...(signal && { signal }) });
  if (!response.ok) throw new Error(`The server at ${address} answers with ${response.status}.`);
  const { data } = (await response.json()) as { data?: { id: string }[] };
  return (data ?? []).map(({ id }) => id);
}

/** A language model on a server that the person runs: Ollama, llama.cpp, LM Studio and others. */
export function serverGenerator({ address, model, contextTokens }: ServerChoice): Generator {
  return {
    name: `${model} on ${new URL(address).host}`,
    contextTokens,
    async generate({ system, user }: Prompt, { signal, onText }: GenerateOptions) {
      const response = await fetch(`${address}/v1/chat/completions`, {
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
      if (!response.ok || !response.body) {
        throw new Error(`The server at ${address} answers with ${response.status}.`);
      }
      let text = '';
      for await (const delta of deltas(response.body)) {
        text += delta;
        onText(text);
      }
      return text;
    },
  };
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
      const piece = JSON.parse(data).choices?.[0]?.delta?.content;
      if (typeof piece === 'string') yield piece;
    }
    if (done) return;
  }
}
