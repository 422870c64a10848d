import { useState } from 'react';
import { type OcrDone, pagesForOcr, type SourceDocument } from '../../../core';
import { Button } from '../button';
import { countOf } from '../format';
import { useRummage } from '../rummage-context';
import { LanguageSelect } from './language-select';
import { languageName, useOcrLanguages } from './languages';

/** What OCR read of a picture or a scan, and how to have it read again. */
export function OcrFacts({ document }: { document: SourceDocument }) {
  const { ocr } = useRummage();
  const codes = useOcrLanguages().map(({ code }) => code);
  const [chosen, setChosen] = useState<string>();
  const { state, kind } = document;
  if (state.phase !== 'ready' || !state.ocr) return null;
  const { done, pages } = state.ocr;
  const isWaiting = pagesForOcr(document).length > 0;
  // Its pages have text of their own.
  if (kind === 'pdf' && pages.length === 0 && !done && !isWaiting) return null;
  const language = chosen ?? done?.language ?? ocr.settings().language;
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <legend className="sr-only">Words in it</legend>
      <p className="min-w-0 basis-full sm:basis-auto">
        {isWaiting ? waitingWords(document, ocr.settings().isOn) : done && doneWords(done)}
      </p>
      {codes.length > 1 && (
        <LanguageSelect label="Read it as" codes={codes} value={language} onChange={setChosen} />
      )}
      <Button
        isDisabled={document.ocrLanguage !== undefined}
        onPress={() => void ocr.ask([document.id], language)}
      >
        {done && done.wordCount > 0 ? 'Read again' : 'Look for words'}
      </Button>
    </fieldset>
  );
}

function waitingWords({ ocrLanguage }: SourceDocument, isOn: boolean): string {
  if (ocrLanguage !== undefined) return `It is to be read as ${languageName(ocrLanguage)}.`;
  return isOn ? 'Words in it have not been read yet.' : 'Words in it are not read.';
}

function doneWords({ wordCount, confidence, language }: OcrDone): string {
  if (wordCount === 0) return 'No words were seen in it.';
  return `${countOf(wordCount, 'word')} read from it as ${languageName(language)}, ${confidence} % sure`;
}
