/** Letters of a text that a word piece stands for, on average: enough to keep to a budget. */
const charsPerToken = 4;

export const tokensOf = (text: string): number => Math.ceil(text.length / charsPerToken);

/**
 * Fills a budget of tokens by value: as many of the best as fit, each whole. One that does not fit
 * is passed over for smaller ones behind it, never cut.
 *
 * @param texts best first
 * @param costOf tokens that one takes
 * @returns those that fit, in their order, and how many were left out
 */
export function fillBudget<T extends { text: string }>(
  texts: readonly T[],
  budgetTokens: number,
  costOf: (text: T) => number = ({ text }) => tokensOf(text),
): { kept: T[]; leftOut: number } {
  let left = budgetTokens;
  const kept = texts.filter((text) => {
    const cost = costOf(text);
    if (cost > left) return false;
    left -= cost;
    return true;
  });
  return { kept, leftOut: texts.length - kept.length };
}
