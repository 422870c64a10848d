import { Button } from '../parts/button';
import { RadioChoice } from '../parts/radio-choice';
import { showShortcuts } from '../parts/shortcuts';
import { useStoredSetting } from '../parts/stored-setting';
import { applyTheme, type Theme, themeKey, themes } from '../parts/theme';
import { BackupSection } from './backup/backup-section';
import { EncoderSection } from './encoder-section';
import { ModelsSection } from './encoders/models-section';
import { GeneratorSection } from './generator-section';
import { LockSection } from './lock-section';
import { OcrSection } from './ocr-section';
import { OfflineSection } from './offline-section';
import { PrivacySection } from './privacy/privacy-section';
import { SearchesSection } from './searches-section';
import { Section } from './section';
import { StorageSection } from './storage-section';

export function SettingsScreen() {
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col px-4 pt-6 pb-12 sm:px-5">
        <h1 className="pb-2 text-2xl font-semibold tracking-tight">Settings</h1>
        <EncoderSection />
        <ModelsSection />
        <OcrSection />
        <GeneratorSection />
        <Section title="Quality">
          <p>
            How well does search find things in your own library?{' '}
            <a href="#/lab/score" className="text-accent underline underline-offset-2">
              Score my library
            </a>{' '}
            And how well does Ask answer?{' '}
            <a href="#/lab/answers" className="text-accent underline underline-offset-2">
              Score my answers
            </a>
          </p>
        </Section>
        <StorageSection />
        <BackupSection />
        <LockSection />
        <SearchesSection />
        <PrivacySection />
        <OfflineSection />
        <Appearance />
        <Section title="Keyboard">
          <div>
            <Button onPress={showShortcuts}>Keyboard shortcuts</Button>
          </div>
        </Section>
        <Section title="About">
          <p>
            Rummage is free software under the Apache License 2.0.{' '}
            <a href="./NOTICE.txt" className="text-accent underline underline-offset-2">
              Credits and licences
            </a>
          </p>
        </Section>
      </div>
    </div>
  );
}

const themeOptions: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system has it' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function Appearance() {
  const [theme, setTheme] = useStoredSetting<Theme>(themeKey, themes, 'system');
  return (
    <Section title="Appearance">
      <RadioChoice
        label="Theme"
        options={themeOptions}
        value={theme}
        onChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
      />
    </Section>
  );
}
