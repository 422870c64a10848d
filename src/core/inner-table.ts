/** A table within a document that is none itself, as a PDF has them. */
export interface InnerTable {
  /** Its caption, or where it stands. */
  name: string;
  columns: string[];
  /** Ordinals of the chunks of its rows: stretches from one on, so many each. */
  ranges: [from: number, count: number][];
}
