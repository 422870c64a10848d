/** Speed of writing: from the first token on, for the reading before it is another matter. */
export function tokenMeter() {
  let first: { tokens: number; at: number } | undefined;
  const meter = {
    perSecond: 0,
    /**
     * @param tokens written so far
     * @returns tokens a second
     */
    add(tokens: number): number {
      const at = performance.now();
      first ??= { tokens, at };
      const seconds = (at - first.at) / 1000;
      if (seconds > 0) meter.perSecond = (tokens - first.tokens) / seconds;
      return meter.perSecond;
    },
  };
  return meter;
}
