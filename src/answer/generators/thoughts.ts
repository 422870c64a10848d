/** What a model writes to itself before it answers stands between these marks; an open one hides the rest. */
const thoughts = /<think>.*?(?:<\/think>|$)/gs;

/** Half a mark at the end, which the next token may complete. */
const begun = /<(?:t(?:h(?:i(?:n(?:k)?)?)?)?)?$/;

/** The text of a model without its thoughts. */
export const withoutThoughts = (text: string): string =>
  text.replaceAll(thoughts, '').replace(begun, '').trimStart();
