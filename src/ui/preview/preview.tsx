import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { type HitKey, splitHitKey } from '../parts/route';
import { PreviewContent } from './preview-content';
import { useOpenHit } from './use-open-hit';

export interface PreviewActions {
  onOpen: (key: HitKey) => void;
  onClose: () => void;
  onLike: (key: HitKey) => void;
}

interface Props extends PreviewActions {
  openKey: HitKey;
  /** Room for a panel beside the results; else it is a sheet over them. */
  isBeside: boolean;
}

/** The document at the place of the open hit. */
export function Preview({ openKey, isBeside, ...actions }: Props) {
  const open = useOpenHit(openKey);
  const content = (
    <PreviewContent
      // Pages turned and tables scrolled belong to one document.
      key={splitHitKey(openKey).documentId}
      openKey={openKey}
      open={open}
      {...actions}
    />
  );
  if (isBeside) {
    return (
      <aside
        aria-label="Preview"
        className="h-full w-[44%] max-w-3xl shrink-0 border-l border-line bg-raised"
      >
        {content}
      </aside>
    );
  }
  return (
    <ModalOverlay
      isDismissable
      isOpen
      onOpenChange={(isOpen) => !isOpen && actions.onClose()}
      className="fixed inset-0 z-30 flex items-end justify-end bg-scrim"
    >
      <Modal className="h-[92dvh] w-full animate-enter overflow-hidden rounded-t-2xl bg-raised sm:h-full sm:max-w-xl sm:rounded-none">
        <Dialog aria-label="Preview" className="h-full outline-none">
          {content}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
