import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { DocumentId, SourceDocument } from '../../core';
import { Icon } from '../parts/icon';
import { useWindowedRows } from '../parts/use-windowed-rows';
import { DocumentDetails } from './document-details';
import { DocumentRow, rowHeightPx } from './document-row';
import type { Selection } from './use-selection';
import type { SortColumn, ViewOptions } from './view-options';

const headHeightPx = 36;

interface Props {
  documents: readonly SourceDocument[];
  options: ViewOptions;
  selection: Selection;
  onOptions: (options: ViewOptions) => void;
}

const columns: { column: SortColumn; name: string; look: string }[] = [
  { column: 'name', name: 'Name', look: '' },
  { column: 'kind', name: 'Kind', look: 'w-24 max-md:hidden' },
  { column: 'size', name: 'Size', look: 'w-24 max-md:hidden' },
  { column: 'added', name: 'Added', look: 'w-32 max-lg:hidden' },
  { column: 'status', name: 'Status', look: 'w-24 sm:w-32' },
];

/** Draws the rows in view only, so that 50,000 documents scroll like 12. */
export function DocumentTable({ documents, options, selection, onOptions }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const details = useRef<HTMLTableRowElement>(null);
  const [openId, setOpenId] = useState<DocumentId>();
  const toggleOpen = useCallback(
    (id: DocumentId) => setOpenId((open) => (open === id ? undefined : id)),
    [],
  );
  const [detailsHeight, setDetailsHeight] = useState(0);
  const openAt = openId === undefined ? -1 : documents.findIndex(({ id }) => id === openId);
  const { from, to } = useWindowedRows(scroller, documents.length, rowHeightPx, headHeightPx);

  useLayoutEffect(() => {
    if (details.current) setDetailsHeight(details.current.offsetHeight);
  });

  // The open row's details are drawn with it; out of view their height goes into the gaps.
  const above = from * rowHeightPx + (openAt >= 0 && openAt < from ? detailsHeight : 0);
  const below = (documents.length - to) * rowHeightPx + (openAt >= to ? detailsHeight : 0);

  return (
    <section
      ref={scroller}
      aria-label="Documents of the library"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
      tabIndex={0}
      className="-mx-3 min-h-0 grow overflow-y-auto border-t border-line sm:-mx-5"
    >
      <table
        aria-label="Documents"
        aria-rowcount={documents.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
      >
        <thead className="sticky top-0 z-10 bg-canvas text-xs">
          <tr style={{ height: headHeightPx }}>
            <th scope="col" className="w-10 border-b border-line pl-3 text-left sm:w-14 sm:pl-5">
              <input
                type="checkbox"
                aria-label="Choose all"
                checked={selection.isAll}
                onChange={selection.toggleAll}
                className="size-4 align-middle"
              />
            </th>
            {columns.map((head) => (
              <SortHead key={head.column} {...head} options={options} onOptions={onOptions} />
            ))}
            <th scope="col" className="w-20 border-b border-line sm:w-32">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {documents.slice(from, to).map((document, i) => [
            <DocumentRow
              key={document.id}
              document={document}
              index={from + i}
              isOpen={document.id === openId}
              isSelected={selection.has(document.id)}
              onSelect={selection.toggle}
              onToggle={toggleOpen}
            />,
            document.id === openId && (
              <tr key="details" ref={details}>
                <td colSpan={7} className="border-b border-line bg-raised">
                  <DocumentDetails document={document} />
                </td>
              </tr>
            ),
          ])}
          <Gap height={below} />
        </tbody>
      </table>
      {documents.length === 0 && (
        <p className="py-12 text-center text-quiet">No document passes this filter.</p>
      )}
    </section>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

interface SortHeadProps {
  column: SortColumn;
  name: string;
  look: string;
  options: ViewOptions;
  onOptions: (options: ViewOptions) => void;
}

function SortHead({ column, name, look, options, onOptions }: SortHeadProps) {
  const isSorted = options.column === column;
  const direction = options.isDescending ? 'descending' : 'ascending';
  // Dates and sizes are looked at from the top, names from the beginning.
  const isDescending = isSorted ? !options.isDescending : column === 'added' || column === 'size';
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={`border-b border-line text-left font-semibold ${look}`}
    >
      <button
        type="button"
        className={`inline-flex items-center gap-1 rounded-sm hover:text-ink ${isSorted ? 'text-ink' : 'text-quiet'}`}
        onClick={() => onOptions({ ...options, column, isDescending })}
      >
        {name}
        {isSorted && <Icon name={options.isDescending ? 'down' : 'up'} className="size-3.5" />}
      </button>
    </th>
  );
}
