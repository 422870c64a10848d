import { summarise } from '../../../core';
import { formatCount } from '../../parts/format';
import { useAppState } from '../../parts/rummage-context';
import { SubSection } from './sub-section';
import { useModelServer } from './use-model-server';

/** Requests since the page was opened, as they come. */
export function RequestsPart() {
  const counts = useAppState((state) => state.requests);
  const server = useModelServer();
  const { here, memory, elsewhere: others, blocked } = summarise(counts, location.origin);
  const elsewhere = others.filter(([origin]) => origin !== server);
  return (
    <SubSection title="Requests since this page was opened">
      <table className="w-full text-sm">
        <caption className="sr-only">Requests by where they went</caption>
        <tbody>
          <Row name={`To this address (${location.host})`} count={here} />
          <Row name="From the page’s own memory, no network" count={memory} />
          {server && server !== location.origin && (
            <Row
              name={`To your model server (${server})`}
              count={sumOf(others) - sumOf(elsewhere)}
            />
          )}
          <Row name="To any other address" count={sumOf(elsewhere)} isBad={elsewhere.length > 0} />
          {elsewhere.map(([origin, count]) => (
            <Row key={origin} name={origin} count={count} isBad isInner />
          ))}
          <Row
            name="Stopped by the rules above"
            count={sumOf(blocked)}
            isBad={blocked.length > 0}
          />
          {blocked.map(([what, count]) => (
            <Row key={what} name={what} count={count} isBad isInner />
          ))}
        </tbody>
      </table>
      <p className="text-sm">
        Counted by the browser in this page and in its workers. The worker of Tesseract, which reads
        words in pictures, cannot be counted; the same rules bind it.
      </p>
    </SubSection>
  );
}

interface RowProps {
  name: string;
  count: number;
  isBad?: boolean;
  isInner?: boolean;
}

function Row({ name, count, isBad = false, isInner = false }: RowProps) {
  return (
    <tr className="border-b border-line last:border-b-0">
      <th
        scope="row"
        className={`py-1.5 text-left font-normal wrap-anywhere ${isInner ? 'pl-4' : ''}`}
      >
        {name}
      </th>
      <td
        className={`pl-4 text-right tabular-nums ${isBad ? 'font-semibold text-danger' : 'text-ink'}`}
      >
        {formatCount(count)}
      </td>
    </tr>
  );
}

const sumOf = (entries: [string, number][]): number =>
  entries.reduce((sum, [, count]) => sum + count, 0);
