import type { DocumentIssue } from '../../core';

/** What is wrong, and what can be done about it. */
export function IssueText({ issue }: { issue: DocumentIssue }) {
  return (
    <>
      {issue.message}
      {issue.hint && <span className="text-quiet"> {issue.hint}</span>}
    </>
  );
}
