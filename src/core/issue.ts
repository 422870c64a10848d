/** Why a file, or a part of it, could not be used. A value, never thrown: a throw is a bug of ours. */
export interface DocumentIssue {
  code: IssueCode;
  /** One plain sentence on what is wrong with this file. */
  message: string;
  /** What the person can do about it. */
  hint: string;
}

export type IssueCode =
  | 'empty'
  | 'unsupported'
  | 'too-large'
  | 'corrupt'
  | 'truncated'
  | 'encrypted'
  | 'no-content'
  | 'ragged-rows'
  | 'cut-short'
  | 'timeout'
  | 'internal';

export function issue(code: IssueCode, message: string, hint = ''): DocumentIssue {
  return { code, message, hint };
}
