/** A part of a document by its name, as its table of contents has it. */
export interface Bookmark {
  title: string;
  /** Counted from 1. */
  page: number;
}

/** A page as it is shown. */
export interface PageView {
  bitmap: ImageBitmap;
  pageCount: number;
  /** What the document calls the page, where that is not its number. */
  label: string | undefined;
  /** Of the whole document, in the order of the pages. */
  bookmarks: Bookmark[];
}
