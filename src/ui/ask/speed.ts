/** "12 tokens a second"; below three, the tenths matter. */
export function speedText(tokensPerSecond: number): string {
  const rounded = tokensPerSecond.toFixed(tokensPerSecond < 3 ? 1 : 0);
  return `${rounded} tokens a second`;
}
