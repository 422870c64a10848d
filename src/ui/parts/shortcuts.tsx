import { useEffect, useState } from 'react';
import { Button } from './button';
import { DialogFrame } from './confirm-dialog';
import { currentRoute, navigate } from './route';
import { useAppState, useRummage } from './rummage-context';

const shortcuts: [string, string][] = [
  ['/', 'Go to the search box'],
  ['↓ ↑', 'Walk through the hits'],
  ['Enter', 'Open the hit beside the results'],
  ['Esc', 'Close the preview, then empty the box'],
  ['?', 'Show these shortcuts'],
];
const lockShortcut: [string, string] = ['Shift L', 'Lock the library'];

const searchBoxId = 'search-box';

export { searchBoxId };

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

/** The keys that work on every screen, and the dialog that lists them all. */
export function Shortcuts() {
  const [isOpen, setOpen] = useState(false);
  const { lock } = useRummage();
  const isUnlocked = useAppState((state) => state.lock.phase === 'unlocked');
  const listed = isUnlocked ? [...shortcuts, lockShortcut] : shortcuts;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (isModified || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      if (event.key === '?') setOpen(true);
      if (isUnlocked && event.shiftKey && event.key.toLowerCase() === 'l') lock.lockNow();
      if (event.key !== '/') return;
      event.preventDefault();
      const route = currentRoute();
      // The box takes the focus itself when its screen opens.
      if (route.screen !== 'search') navigate({ screen: 'search', q: '' });
      else document.getElementById(searchBoxId)?.focus();
    };
    const open = () => setOpen(true);
    window.addEventListener('keydown', press);
    window.addEventListener(openEvent, open);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener(openEvent, open);
    };
  }, [lock, isUnlocked]);

  return (
    <DialogFrame title="Keyboard shortcuts" isOpen={isOpen} onClose={() => setOpen(false)}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        {listed.map(([keys, meaning]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-md border border-line bg-sunken px-2 py-1 text-sm">
                {keys}
              </kbd>
            </dt>
            <dd className="text-sm">{meaning}</dd>
          </div>
        ))}
      </dl>
      <div className="flex justify-end">
        <Button onPress={() => setOpen(false)}>Close</Button>
      </div>
    </DialogFrame>
  );
}

const openEvent = 'rummage:shortcuts';

/** Opens the dialog from elsewhere. */
export const showShortcuts = () => window.dispatchEvent(new Event(openEvent));
