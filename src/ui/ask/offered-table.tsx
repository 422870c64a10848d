import type { Reading } from '../../core';
import type { HitKey } from '../parts/route';
import { TableAnswerCard } from '../table-answer/table-answer';

/** A question to a table that may be meant: worked out only once a person says so. */
export function OfferedTable({
  reading,
  onOpen,
}: {
  reading: Reading;
  onOpen: (key: HitKey) => void;
}) {
  return <TableAnswerCard text={reading.text} onOpen={onOpen} />;
}
