import { useState } from 'react';
import type { OcrSettings } from '../../app';
import type { OcrLanguageCode } from '../../core';
import { FileInput } from '../parts/add-files';
import { Button } from '../parts/button';
import { formatBytes } from '../parts/format';
import { LanguageSelect } from '../parts/ocr/language-select';
import { languageName, useOcrLanguages } from '../parts/ocr/languages';
import { useRummage } from '../parts/rummage-context';
import { SwitchRow } from '../parts/switch-row';
import { Section } from './section';

/** Words in pictures and scans: whether they are read, and in which languages. */
export function OcrSection() {
  const { ocr } = useRummage();
  const [settings, setSettings] = useState(ocr.settings);
  const [version, setVersion] = useState(0);
  const [fault, setFault] = useState('');
  const languages = useOcrLanguages(version);
  const use = (change: Partial<OcrSettings>) => {
    const next = { ...settings, ...change };
    setSettings(next);
    ocr.use(next);
  };
  const add = async (file: File | undefined) => {
    try {
      if (file) await ocr.addLanguage(file);
      setFault('');
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setVersion((v) => v + 1);
  };
  const remove = async (code: OcrLanguageCode) => {
    await ocr.removeLanguage(code);
    if (code === settings.language) use({ language: ocr.bundledLanguages[0]! });
    setVersion((v) => v + 1);
  };
  return (
    <Section title="Words in pictures">
      <SwitchRow
        label="Read the words in pictures and scans"
        hint="By optical character recognition (Tesseract), on this computer, when there is nothing else to do. Documents are found by their looks and their text before, and by these words as well afterwards."
        isOn={settings.isOn}
        onChange={(isOn) => use({ isOn })}
      />
      <div className="flex flex-wrap items-center gap-3 text-sm text-ink">
        Read as
        <LanguageSelect
          label="Language of words in pictures"
          codes={languages.map(({ code }) => code)}
          value={settings.language}
          onChange={(language) => use({ language })}
        />
      </div>
      {languages.map((language) =>
        'byteSize' in language ? (
          <div key={language.code} className="flex flex-wrap items-center gap-3 text-sm text-ink">
            {languageName(language.code)}, {formatBytes(language.byteSize)}
            <Button look="quiet" icon="trash" onPress={() => void remove(language.code)}>
              Remove {languageName(language.code)}
            </Button>
          </div>
        ) : null,
      )}
      <p className="text-sm">
        Another language is a file of Tesseract, such as <code>deu.traineddata</code> for German;
        one made for speed or the best quality, both do. It is copied into this browser. A document
        is read in it when you ask for that in its details; what comes later, as is chosen here.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <FileInput
          id="add-ocr-language"
          label="Add a language"
          icon="addFile"
          onFiles={([first]) => void add(first?.file)}
        />
        <p role="status" className="text-sm text-danger">
          {fault}
        </p>
      </div>
    </Section>
  );
}
