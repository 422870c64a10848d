import { useEffect } from 'react';
import { searchBoxId } from '../parts/shortcuts';

interface Options {
  isPreviewOpen: boolean;
  onOpen: (key: string) => void;
  onClose: () => void;
  onClear: () => void;
}

const hitButtons = () =>
  Array.from(document.querySelectorAll<HTMLElement>('[data-results] [data-hit]'));

/**
 * Arrow keys walk from the box through the hits and back; with the preview open they take it
 * along. Escape closes the preview, then empties the box.
 */
export function useWalkHits({ isPreviewOpen, onOpen, onClose, onClear }: Options): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const box = document.getElementById(searchBoxId);
      const isInBox = target === box;
      const isInList = target.closest('[data-results]') !== null;
      if (event.isComposing || document.querySelector('[aria-modal="true"]')) return;
      if (event.key === 'Escape') {
        if (isPreviewOpen) onClose();
        else if (isInBox || isInList) onClear();
        else return;
        event.preventDefault();
        if (!isInList || !isPreviewOpen) box?.focus();
        return;
      }
      if (!isInBox && !isInList) return;
      const hits = hitButtons();
      if (isInBox && event.key === 'Enter' && hits[0]) {
        onOpen(hits[0].dataset.hit!);
        hits[0].focus();
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const at = hits.findIndex((hit) => hit === target || hit.closest('li')?.contains(target));
      const exact = hits.indexOf(target);
      const next = hits[isInBox ? (step > 0 ? 0 : -1) : (exact < 0 ? at : exact) + step];
      event.preventDefault();
      if (!next) {
        if (step < 0 && !isInBox) box?.focus();
        return;
      }
      next.focus({ preventScroll: true });
      next.closest('article')?.scrollIntoView({ block: 'nearest' });
      if (isPreviewOpen) onOpen(next.dataset.hit!);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isPreviewOpen, onOpen, onClose, onClear]);
}
