import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button';

interface FrameProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  role?: 'dialog' | 'alertdialog';
}

/** A small dialog in the middle of the screen. */
export function DialogFrame({ title, isOpen, onClose, children, role = 'dialog' }: FrameProps) {
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="max-h-full w-full max-w-md animate-enter overflow-y-auto rounded-xl border border-line bg-raised shadow-xl">
        <Dialog role={role} className="flex flex-col gap-4 p-6 outline-none">
          <Heading slot="title" className="text-lg font-semibold wrap-anywhere">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Props extends Omit<FrameProps, 'role'> {
  /** Says what is done, e.g. "Remove 3 documents". */
  action: string;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ action, onConfirm, children, ...frame }: Props) {
  return (
    <DialogFrame {...frame} role="alertdialog">
      <div className="text-quiet">{children}</div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={frame.onClose}>Keep</Button>
        <Button
          look="danger"
          onPress={() => {
            onConfirm();
            frame.onClose();
          }}
        >
          {action}
        </Button>
      </div>
    </DialogFrame>
  );
}
