import { distinctNames, type SourceDocument } from '../../core';
import { CaptionField } from '../parts/caption-field';
import { Facts } from '../parts/facts';
import { formatDate } from '../parts/format';
import { IssueText } from '../parts/issue-text';
import { OcrFacts } from '../parts/ocr/ocr-facts';

/** All that is known of one document. */
export function DocumentDetails({ document }: { document: SourceDocument }) {
  const { state } = document;
  const warnings = state.phase === 'ready' ? state.warnings : [];
  return (
    <div className="flex flex-col gap-3 py-4 pr-4 pl-10 sm:pl-14">
      {state.phase === 'failed' && (
        <p className="rounded-md bg-danger-wash px-3 py-2">
          <IssueText issue={state.issue} />
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning.code + warning.message} className="rounded-md bg-sunken px-3 py-2">
          <IssueText issue={warning} />
        </p>
      ))}
      {distinctNames(document).map(({ path, addedAt }, i) => (
        <p key={`${path} ${addedAt}`} className="wrap-anywhere">
          {i > 0 && <span className="text-quiet">also as </span>}
          <bdi>{path}</bdi> <span className="text-xs text-quiet">added {formatDate(addedAt)}</span>
        </p>
      ))}
      {document.kind === 'image' && <CaptionField key={document.id} document={document} />}
      <OcrFacts document={document} />
      <Facts document={document} />
    </div>
  );
}
