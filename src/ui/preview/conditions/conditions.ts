import {
  type Chunk,
  describeLocator,
  modalityOf,
  readQueryText,
  type SearchFilter,
  type SourceDocument,
  type TypedFilter,
} from '../../../core';
import { fieldNames } from '../../parts/filter-names';
import { formatDate, kindWords } from '../../parts/format';

/** A condition of the query, and what of the hit meets it. */
export type Condition = [condition: string, metBy: string];

/**
 * The filters, phrases and exclusions that a hit meets. A search leaves out what does not meet all
 * of them, so this tells by what a hit does.
 */
export function conditionsOf(
  typed: string,
  chosen: SearchFilter,
  document: SourceDocument,
  chunk: Chunk,
): Condition[] {
  const { filters, phrases, excluded } = readQueryText(typed);
  const isText = modalityOf(chunk.kind) === 'text';
  return [
    ...(chosen.kinds ?? []).map((): Condition => ['Kind, as chosen', kindWords[document.kind]]),
    ...filters
      .filter(({ isUnderstood }) => isUnderstood)
      .map((filter): Condition => {
        const { field, value } = filter;
        return [`${fieldNames[field]}: ${value}`, metBy(filter, document, chunk)];
      }),
    ...phrases.map((phrase): Condition => {
      const isInText = chunk.text.toLowerCase().includes(phrase.toLowerCase());
      return [`“${phrase}”`, isInText ? 'stands in it' : 'stands in its name or words'];
    }),
    // Pictures have no words: there an exclusion only counts against what is shown.
    ...(isText ? excluded : []).map((word): Condition => [`not “${word}”`, 'stands nowhere in it']),
  ];
}

function metBy({ field, value }: TypedFilter, document: SourceDocument, chunk: Chunk): string {
  const wanted = value.toLowerCase();
  const { names } = document;
  switch (field) {
    case 'kind':
      return kindWords[document.kind];
    case 'folder': {
      const paths = names.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
      return paths.find((path) => path.toLowerCase().includes(wanted)) ?? '';
    }
    case 'name':
      return names.find(({ name }) => name.toLowerCase().includes(wanted))?.name ?? '';
    case 'page':
      return describeLocator(chunk.locator);
    case 'added':
      return addedOn(document);
    default:
      return madeOn(document) ?? addedOn(document);
  }
}

function madeOn({ state }: SourceDocument): string | undefined {
  if (state.phase !== 'ready') return undefined;
  const { Taken: taken, Created: created } = state.metadata;
  if (taken !== undefined) return `taken ${taken}`;
  return created === undefined ? undefined : `created ${created}`;
}

const addedOn = ({ names }: SourceDocument) =>
  `added ${names.map(({ addedAt }) => formatDate(addedAt)).join(', ')}`;
