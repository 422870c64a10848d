import type { FormEvent, ReactNode } from 'react';
import type { ColumnInfo, ReadingPart } from '../../core';
import { Button } from '../parts/button';
import { FieldRow } from './fields';

export interface FormProps<P> {
  part: P;
  columns: readonly ColumnInfo[];
  onApply: (part: ReadingPart) => void;
}

interface FrameProps {
  children: ReactNode;
  canApply?: boolean;
  onSubmit: () => void;
}

/** Fields in a row with the button that applies them; so does the Enter key. */
export function FormFrame({ children, canApply = true, onSubmit }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canApply) onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <FieldRow>
        {children}
        <Button look="primary" type="submit" isDisabled={!canApply}>
          Apply
        </Button>
      </FieldRow>
    </form>
  );
}
