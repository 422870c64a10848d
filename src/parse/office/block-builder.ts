import type { TextBlock } from '../passages';

/** Gathers text into blocks; each is at the number of its paragraph, counted from 1. */
export class BlockBuilder {
  readonly blocks: TextBlock<number>[] = [];
  private text = '';
  private count = 0;

  add(text: string): void {
    this.text += text;
  }

  /** Takes off what separates from something that did not come. */
  dropEnd(separator: string): void {
    while (this.text.trimEnd().endsWith(separator)) {
      this.text = this.text.trimEnd().slice(0, -separator.length);
    }
  }

  /** Ends a paragraph, also an empty one, which has a number of its own. */
  end(isHeading = false): void {
    this.count += 1;
    const text = this.text.replace(/[^\S\n]+/g, ' ').trim();
    this.text = '';
    if (text === '') return;
    const spans = [{ start: 0, end: text.length, place: this.count }];
    this.blocks.push({ text, isHeading, spans });
  }
}

/**
 * Rows of a table as lines of text, whatever stands in the cells; tables may stand in tables, whose
 * cells are then part of the outer one's.
 */
export class TableText {
  private depth = 0;

  constructor(private readonly builder: BlockBuilder) {}

  /** Within a table paragraphs end no block. */
  get isInside(): boolean {
    return this.depth > 0;
  }

  open(): void {
    this.depth += 1;
  }

  endCell(): void {
    if (this.depth === 1) this.builder.add(' | ');
    else this.builder.add(' ');
  }

  endRow(): void {
    if (this.depth !== 1) return;
    this.builder.dropEnd('|');
    this.builder.end();
  }

  close(): void {
    this.depth = Math.max(0, this.depth - 1);
  }
}
