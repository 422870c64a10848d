import { type Screen, useRoute } from '../parts/route';

const screens: { screen: Screen; name: string }[] = [
  { screen: 'lab/match', name: 'Match' },
  { screen: 'lab/contrast', name: 'Contrast' },
  { screen: 'lab/teach', name: 'Teach' },
  { screen: 'lab/map', name: 'Map' },
  { screen: 'lab/score', name: 'Score my library' },
  { screen: 'lab/answers', name: 'Score my answers' },
];

/** The title of a screen of the Lab, and the way to the others. */
export function LabHeader({ title }: { title: string }) {
  const { screen: current } = useRoute();
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <nav aria-label="Lab" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {screens.map(({ screen, name }) => (
          <a
            key={screen}
            href={`#/${screen}`}
            aria-current={screen === current ? 'page' : undefined}
            className="text-quiet underline-offset-2 hover:text-ink hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-accent"
          >
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}
