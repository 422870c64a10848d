import type { DocumentIssue } from '../core';

/** A picture that is not drawn, for a reason that can be told. */
export class PictureError extends Error {
  override name = 'PictureError';

  constructor(readonly issue: DocumentIssue) {
    super(issue.message);
  }
}
