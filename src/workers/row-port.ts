/** Rows on their way from the worker that reads a table to the one that keeps it. */
type RowMessage = { rows: string[][] } | { end: true } | { error: string };

/** Rows sent at a time: what takes them in does so between two searches. */
const sliceSize = 2000;

/** What the other end says of each message. */
type Reply = 'taken' | 'enough';

/**
 * Sends rows to the other end, no faster than they are taken, until it has enough.
 *
 * @throws what reading the rows throws, after the other end was told
 */
export async function sendRows(port: MessagePort, rows: AsyncIterable<string[][]>): Promise<void> {
  const send = (message: RowMessage) => {
    const taken = new Promise<Reply>((resolve) => {
      port.onmessage = ({ data }) => resolve(data as Reply);
    });
    port.postMessage(message);
    return taken;
  };
  try {
    for await (const piece of rows) {
      for (let from = 0; from < piece.length; from += sliceSize) {
        const reply = await send({ rows: piece.slice(from, from + sliceSize) });
        if (reply === 'enough') return;
      }
    }
    await send({ end: true });
  } catch (error) {
    await send({ error: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    port.close();
  }
}

/** The rows of the other end, which is told where no more are wanted. */
export async function* receiveRows(port: MessagePort): AsyncGenerator<string[][]> {
  const next = () =>
    new Promise<RowMessage>((resolve) => {
      port.onmessage = ({ data }) => resolve(data as RowMessage);
    });
  const reply = (word: Reply) => port.postMessage(word);
  let coming = next();
  let isTaken = false;
  try {
    for (;;) {
      const message = await coming;
      coming = next();
      isTaken = false;
      if ('rows' in message) yield message.rows;
      // Taken in: the next may come.
      isTaken = true;
      reply('taken');
      if ('end' in message) return;
      if ('error' in message) throw new Error(message.error);
    }
  } finally {
    if (!isTaken) reply('enough');
  }
}
