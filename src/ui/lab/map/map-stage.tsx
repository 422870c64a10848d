import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LibraryMap } from '../../../app';
import { IconButton } from '../../parts/button';
import { useMediaQuery, useSize } from '../../parts/hooks';
import { type HitKey, hitKey, navigate } from '../../parts/route';
import { Preview } from '../../preview/preview';
import { ChosenSet } from './chosen-set';
import { ClusterList } from './cluster-list';
import { pointKinds } from './draw';
import { MapCanvas } from './map-canvas';
import { PointCard } from './point-card';
import { isSensible, type MapView, viewOf, zoomAt } from './view';

interface Props {
  map: LibraryMap;
  /** It does not move any more. */
  isLaidOut: boolean;
}

const nothing: ReadonlySet<number> = new Set();

/** The map with all that belongs to it: what is pointed at, what is chosen, what lies where. */
export function MapStage({ map, isLaidOut }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const cardId = useId();
  const hasRoomBeside = useMediaQuery('(min-width: 1024px)');
  const [ownView, setView] = useState<MapView>();
  const [isLasso, setLasso] = useState(false);
  const [chosen, setChosen] = useState(nothing);
  const [current, setCurrent] = useState<number>();
  const [open, setOpen] = useState<HitKey>();
  const whole = useMemo(() => viewOf(map.positions, [...map.places.keys()], size), [map, size]);
  const view = ownView ?? whole;
  const look = (next: MapView) => isSensible(next, whole, size) && setView(next);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another map has other points
  useEffect(() => {
    setChosen(nothing);
    setCurrent(undefined);
    setView(undefined);
  }, [map.places]);

  const zoom = (factor: number) =>
    look(zoomAt(view, size, { x: size.width / 2, y: size.height / 2 }, factor));
  const openRow = (row: number) => {
    const { documentId, ordinal } = map.places[row]!;
    setCurrent(row);
    setOpen(hitKey(documentId, ordinal));
  };
  return (
    <div className="flex min-h-0 grow gap-4 max-lg:flex-col">
      <div className="relative min-h-96 min-w-0 grow" ref={stage}>
        <MapCanvas
          {...{ map, view, isLasso, chosen, current }}
          describedBy={cardId}
          onView={look}
          onChosen={(rows) => {
            setChosen(rows);
            setLasso(false);
          }}
          onCurrent={setCurrent}
          onOpen={openRow}
        />
        <div className="absolute top-2 right-2 flex flex-col rounded-md border border-line bg-raised">
          <IconButton icon="addFile" label="Zoom in" onPress={() => zoom(1.5)} />
          <IconButton icon="minus" label="Zoom out" onPress={() => zoom(1 / 1.5)} />
          <IconButton icon="whole" label="Show all" onPress={() => setView(undefined)} />
          <IconButton
            icon="lasso"
            label={isLasso ? 'Stop choosing' : 'Choose by drawing around'}
            isOn={isLasso}
            onPress={() => setLasso(!isLasso)}
          />
        </div>
        <ul
          aria-label="Colours"
          className="absolute bottom-2 left-2 flex flex-col rounded-md bg-raised/85 px-2 py-1 text-xs text-quiet"
        >
          {pointKinds.map(({ kind, label, colour }) => (
            <li key={kind} className="flex items-center gap-2">
              <span aria-hidden="true" className={`size-2 ${colour}`} />
              {label}
            </li>
          ))}
        </ul>
        <PointCard id={cardId} map={map} row={current} />
      </div>
      <div className="flex w-full shrink-0 flex-col gap-5 lg:w-64 lg:overflow-y-auto">
        <ChosenSet map={map} chosen={chosen} onClear={() => setChosen(nothing)} />
        {isLaidOut && (
          <ClusterList
            clusters={map.clusters}
            onChoose={(members) => {
              setChosen(new Set(members));
              setView(viewOf(map.positions, members, size));
            }}
          />
        )}
      </div>
      {open && (
        <Preview
          openKey={open}
          isBeside={hasRoomBeside}
          onOpen={setOpen}
          onClose={() => setOpen(undefined)}
          onLike={(key) => navigate({ screen: 'search', q: '', pictures: [{ key, weight: 1 }] })}
        />
      )}
    </div>
  );
}
