// Works out the expected answers of table-questions.json by plain loops over the raw records.
// Run: node tests/data/make-table-questions.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  best,
  cars,
  extreme,
  gapminder,
  groups,
  known,
  max,
  mean,
  median,
  min,
  movies,
  orders,
  penguins,
  rowsOf,
  strikes,
  sum,
  top,
  weather,
} from './raw-tables.mjs';

const path = (p) => fileURLToPath(new URL(p, import.meta.url));

const asked = [
  // cars
  [
    'cars',
    'how many cars have more than 6 cylinders',
    { value: cars.filter((c) => c.Cylinders > 6).length },
  ],
  [
    'cars',
    'average horsepower by origin',
    {
      groups: groups(
        cars,
        (c) => c.Origin,
        (g) => mean(g, (c) => c.Horsepower),
      ),
    },
  ],
  [
    'cars',
    'cars from Japan with over 35 miles per gallon',
    rowsOf(cars.filter((c) => c.Origin === 'Japan' && c.Miles_per_Gallon > 35)),
  ],
  ['cars', 'heaviest car', extreme(cars, (c) => c.Weight_in_lbs, max)],
  ['cars', 'top 5 cars by horsepower', top(cars, (c) => c.Horsepower, 5)],
  [
    'cars',
    'lightest european car',
    extreme(
      cars.filter((c) => c.Origin === 'Europe'),
      (c) => c.Weight_in_lbs,
      min,
    ),
  ],
  [
    'cars',
    'cars under 20 mpg and weight above 4500 lbs',
    rowsOf(
      cars.filter(
        (c) => c.Miles_per_Gallon !== null && c.Miles_per_Gallon < 20 && c.Weight_in_lbs > 4500,
      ),
    ),
  ],
  [
    'cars',
    'median displacement of 4 cylinder cars',
    {
      value: median(
        cars.filter((c) => c.Cylinders === 4),
        (c) => c.Displacement,
      ),
    },
  ],
  [
    'cars',
    'cars weighing less than 800 kg',
    rowsOf(cars.filter((c) => c.Weight_in_lbs * 0.45359237 < 800)),
  ],
  [
    'cars',
    'number of cars per origin',
    {
      groups: groups(
        cars,
        (c) => c.Origin,
        (g) => g.length,
      ),
    },
  ],
  [
    'cars',
    'horsepower of ford pinto in 1971',
    {
      rows: cars
        .filter((c) => c.Name === 'ford pinto' && c.Year.startsWith('1971'))
        .map((c) => c.n),
    },
  ],
  ['cars', 'cars with no horsepower', rowsOf(cars.filter((c) => c.Horsepower === null))],
  // movies
  [
    'movies',
    'average IMDB rating by major genre',
    {
      groups: groups(
        movies,
        (m) => m['Major Genre'],
        (g) => mean(g, (m) => m['IMDB Rating']),
      ).map(([k, v]) => [k, Number.isNaN(v) ? null : v]),
    },
  ],
  [
    'movies',
    'movies directed by Steven Spielberg',
    rowsOf(movies.filter((m) => m.Director === 'Steven Spielberg')),
  ],
  [
    'movies',
    'how many horror movies came out after 2005',
    {
      value: movies.filter((m) => m['Major Genre'] === 'Horror' && m.date.getUTCFullYear() > 2005)
        .length,
    },
  ],
  ['movies', 'top 10 movies by worldwide gross', top(movies, (m) => m['Worldwide Gross'], 10)],
  [
    'movies',
    'movies with an imdb rating of at least 8.8',
    rowsOf(movies.filter((m) => m['IMDB Rating'] >= 8.8)),
  ],
  [
    'movies',
    'total US gross of Universal comedies',
    {
      value: sum(
        movies.filter((m) => m.Distributor === 'Universal' && m['Major Genre'] === 'Comedy'),
        (m) => m['US Gross'],
      ),
    },
  ],
  [
    'movies',
    'movies longer than 3 hours',
    rowsOf(movies.filter((m) => m['Running Time min'] > 180)),
  ],
  [
    'movies',
    'PG-13 westerns',
    rowsOf(movies.filter((m) => m['MPAA Rating'] === 'PG-13' && m['Major Genre'] === 'Western')),
  ],
  [
    'movies',
    'longest movie by Martin Scorsese',
    extreme(
      movies.filter((m) => m.Director === 'Martin Scorsese'),
      (m) => m['Running Time min'],
      max,
    ),
  ],
  [
    'movies',
    'how many movies were released between 1990 and 1995',
    {
      value: movies.filter(
        (m) => m.date.getUTCFullYear() >= 1990 && m.date.getUTCFullYear() <= 1995,
      ).length,
    },
  ],
  [
    'movies',
    'movies with a production budget over $200 million',
    rowsOf(movies.filter((m) => m['Production Budget'] > 200e6)),
  ],
  [
    'movies',
    'which director made the most movies',
    {
      groups: [
        best(
          groups(
            movies,
            (m) => m.Director,
            (g) => g.length,
          ),
        ),
      ],
    },
  ],
  [
    'movies',
    'dramas or westerns released in March 2010',
    rowsOf(
      movies.filter(
        (m) =>
          ['Drama', 'Western'].includes(m['Major Genre']) &&
          m.date.toISOString().startsWith('2010-03'),
      ),
    ),
  ],
  [
    'movies',
    'movies not rated R with rotten tomatoes rating above 97',
    rowsOf(
      movies.filter(
        (m) => m['MPAA Rating'] && m['MPAA Rating'] !== 'R' && m['Rotten Tomatoes Rating'] > 97,
      ),
    ),
  ],
  // penguins
  [
    'penguins',
    'average body mass by species',
    {
      groups: groups(
        penguins,
        (p) => p.Species,
        (g) => mean(g, (p) => p.mass),
      ),
    },
  ],
  [
    'penguins',
    'how many gentoo penguins are there',
    { value: penguins.filter((p) => p.Species === 'Gentoo').length },
  ],
  [
    'penguins',
    'female adelie penguins on Dream',
    rowsOf(
      penguins.filter((p) => p.Sex === 'FEMALE' && p.Species === 'Adelie' && p.Island === 'Dream'),
    ),
  ],
  ['penguins', 'penguins heavier than 5.4 kg', rowsOf(penguins.filter((p) => p.mass > 5400))],
  ['penguins', 'longest flipper', extreme(penguins, (p) => p.flipper, max)],
  [
    'penguins',
    'beak length between 50 and 51 mm',
    rowsOf(penguins.filter((p) => p.beak !== null && p.beak >= 50 && p.beak <= 51)),
  ],
  [
    'penguins',
    'lightest chinstrap penguin',
    extreme(
      penguins.filter((p) => p.Species === 'Chinstrap'),
      (p) => p.mass,
      min,
    ),
  ],
  [
    'penguins',
    'number of penguins by island',
    {
      groups: groups(
        penguins,
        (p) => p.Island,
        (g) => g.length,
      ),
    },
  ],
  ['penguins', 'penguins with missing sex', rowsOf(penguins.filter((p) => p.Sex === ''))],
  [
    'penguins',
    'average flipper length of male penguins not on Biscoe',
    {
      value: mean(
        penguins.filter((p) => p.Sex === 'MALE' && p.Island !== 'Biscoe'),
        (p) => p.flipper,
      ),
    },
  ],
  // gapminder
  [
    'gapminder',
    'population of China in 2005',
    { value: gapminder.find((g) => g.country === 'China' && g.year === 2005).pop },
  ],
  [
    'gapminder',
    'which country had the highest life expectancy in 1990',
    extreme(
      gapminder.filter((g) => g.year === 1990),
      (g) => g.life_expect,
      max,
    ),
  ],
  [
    'gapminder',
    'average fertility by year',
    {
      groups: groups(
        gapminder,
        (g) => g.year,
        (r) => mean(r, (g) => g.fertility),
      ),
    },
  ],
  [
    'gapminder',
    'countries with a population over 200 million in 2000',
    rowsOf(gapminder.filter((g) => g.year === 2000 && g.pop > 200e6)),
  ],
  [
    'gapminder',
    'life expectancy in Japan after 1995',
    rowsOf(gapminder.filter((g) => g.country === 'Japan' && g.year > 1995)),
  ],
  ['gapminder', 'lowest fertility', extreme(gapminder, (g) => g.fertility, min)],
  [
    'gapminder',
    'total population in 1960',
    {
      value: sum(
        gapminder.filter((g) => g.year === 1960),
        (g) => g.pop,
      ),
    },
  ],
  [
    'gapminder',
    'how many countries had fertility below 2 in 2005',
    { value: gapminder.filter((g) => g.year === 2005 && g.fertility < 2).length },
  ],
  // seattle weather
  [
    'weather',
    'how many snow days in 2012',
    { value: weather.filter((w) => w.weather === 'snow' && w.date.startsWith('2012')).length },
  ],
  [
    'weather',
    'average wind by weather',
    {
      groups: groups(
        weather,
        (w) => w.weather,
        (g) => mean(g, (w) => w.wind),
      ),
    },
  ],
  ['weather', 'days with precipitation over 45', rowsOf(weather.filter((w) => w.rain > 45))],
  [
    'weather',
    'total precipitation in December 2014',
    {
      value: sum(
        weather.filter((w) => w.date.startsWith('2014-12')),
        (w) => w.rain,
      ),
    },
  ],
  ['weather', 'temp min below -4', rowsOf(weather.filter((w) => w.min < -4))],
  ['weather', 'windiest day', extreme(weather, (w) => w.wind, max)],
  [
    'weather',
    'average max temperature by month',
    {
      groups: groups(
        weather,
        (w) => w.date.slice(0, 7),
        (g) => mean(g, (w) => w.max),
      ),
    },
  ],
  [
    'weather',
    'fog or snow before February 2012',
    rowsOf(weather.filter((w) => ['fog', 'snow'].includes(w.weather) && w.date < '2012-02')),
  ],
  [
    'weather',
    'highest max temperature in 2015',
    extreme(
      weather.filter((w) => w.date.startsWith('2015')),
      (w) => w.max,
      max,
    ),
  ],
  [
    'weather',
    'total precipitation per year',
    {
      groups: groups(
        weather,
        (w) => w.date.slice(0, 4),
        (g) => sum(g, (w) => w.rain),
      ),
    },
  ],
  // wildlife strikes
  [
    'strikes',
    'how many strikes by mallards',
    { value: strikes.filter((s) => s['Wildlife Species'] === 'Mallard').length },
  ],
  ['strikes', 'most expensive strike', extreme(strikes, (s) => s.cost, max)],
  [
    'strikes',
    'strikes at night with large wildlife',
    rowsOf(strikes.filter((s) => s['Time of day'] === 'Night' && s['Wildlife Size'] === 'Large')),
  ],
  [
    'strikes',
    'total cost by phase of flight',
    {
      groups: groups(
        strikes,
        (s) => s['Phase of flight'],
        (g) => sum(g, (s) => s.cost),
      ),
    },
  ],
  [
    'strikes',
    'strikes in Texas or California during approach',
    rowsOf(
      strikes.filter(
        (s) =>
          ['Texas', 'California'].includes(s['Origin State']) &&
          s['Phase of flight'] === 'Approach',
      ),
    ),
  ],
  [
    'strikes',
    'red-tailed hawk strikes with total cost above $50,000',
    rowsOf(strikes.filter((s) => s['Wildlife Species'] === 'Red-tailed hawk' && s.cost > 50000)),
  ],
  ['strikes', 'speed over 220 knots', rowsOf(strikes.filter((s) => s.speed > 220))],
  [
    'strikes',
    'how many wildlife strikes per origin state',
    {
      groups: groups(
        strikes,
        (s) => s['Origin State'],
        (g) => g.length,
      ),
    },
  ],
  [
    'strikes',
    'which species caused the highest total repair cost',
    {
      groups: [
        best(
          groups(
            strikes,
            (s) => s['Wildlife Species'],
            (g) => sum(g, (s) => s.repair),
          ),
        ),
      ],
    },
  ],
  [
    'strikes',
    'Delta Air Lines strikes since 2000',
    rowsOf(
      strikes.filter(
        (s) => s['Aircraft Airline Operator'] === 'DELTA AIR LINES' && s['Flight Date'] >= '2000',
      ),
    ),
  ],
  // orders
  [
    'orders',
    'how many orders in Berlin',
    { value: orders.filter((o) => o.City === 'Berlin').length },
  ],
  [
    'orders',
    'total net amount by region',
    {
      groups: groups(
        orders,
        (o) => o.Region,
        (g) => sum(g, (o) => o.net),
      ),
    },
  ],
  ['orders', 'orders over €5,000', rowsOf(orders.filter((o) => o.net > 5000))],
  [
    'orders',
    'unpaid orders from Anna Schmidt',
    rowsOf(orders.filter((o) => o.Paid === 'no' && o.Customer === 'Anna Schmidt')),
  ],
  [
    'orders',
    'total sales in 2023',
    {
      value: sum(
        orders.filter((o) => o.day.startsWith('2023')),
        (o) => o.net,
      ),
    },
  ],
  [
    'orders',
    'cheapest office chair',
    extreme(
      orders.filter((o) => o.Product === 'Office chair'),
      (o) => o.price,
      min,
    ),
  ],
  [
    'orders',
    'orders in March 2024 not in the South region',
    rowsOf(orders.filter((o) => o.day.startsWith('2024-03') && o.Region !== 'South')),
  ],
  [
    'orders',
    'orders with a discount of at least 12.5%',
    rowsOf(orders.filter((o) => o.discount >= 12.5)),
  ],
  ['orders', 'shipments heavier than 150 kg', rowsOf(orders.filter((o) => o.kg > 150))],
  [
    'orders',
    'oldest open order',
    extreme(
      orders.filter((o) => o.Status === 'open'),
      (o) => +o.day.replaceAll('-', ''),
      min,
    ),
  ],
  [
    'orders',
    'top 3 customers by net amount',
    {
      groups: groups(
        orders,
        (o) => o.Customer,
        (g) => sum(g, (o) => o.net),
      )
        .sort((a, b) => b[1] - a[1])
        .slice(0, 3),
    },
  ],
  ['orders', 'delivery time more than 3 days', rowsOf(orders.filter((o) => o.hours > 72))],
  [
    'orders',
    'cancelled or returned orders of espresso machines',
    rowsOf(
      orders.filter(
        (o) => ['cancelled', 'returned'].includes(o.Status) && o.Product === 'Espresso machine',
      ),
    ),
  ],
  [
    'orders',
    'average quantity of notebooks ordered in Q1 2024',
    {
      value: mean(
        orders.filter(
          (o) =>
            o.Product === 'Notebook' &&
            ['2024-01', '2024-02', '2024-03'].includes(o.day.slice(0, 7)),
        ),
        (o) => o.qty,
      ),
    },
  ],
  [
    'orders',
    'orders from Frankfurt am Main between 1 June 2023 and 31 December 2023',
    rowsOf(
      orders.filter(
        (o) => o.City === 'Frankfurt am Main' && o.day >= '2023-06-01' && o.day <= '2023-12-31',
      ),
    ),
  ],
  [
    'orders',
    'orders by month in 2024',
    {
      groups: groups(
        orders.filter((o) => o.day.startsWith('2024')),
        (o) => o.day.slice(0, 7),
        (g) => g.length,
      ),
    },
  ],
  // A second set, written once the first was answered.
  [
    'cars',
    'maximum horsepower per cylinders',
    {
      groups: groups(
        cars,
        (c) => c.Cylinders,
        (g) => max(...known(g, (c) => c.Horsepower)),
      ),
    },
  ],
  [
    'cars',
    'average mpg by cylinders',
    {
      groups: groups(
        cars,
        (c) => c.Cylinders,
        (g) => mean(g, (c) => c.Miles_per_Gallon),
      ),
    },
  ],
  ['cars', 'cars with at least 200 hp', rowsOf(cars.filter((c) => c.Horsepower >= 200))],
  ['cars', 'top 3 heaviest cars', top(cars, (c) => c.Weight_in_lbs, 3)],
  [
    'cars',
    'what is the average weight of japanese cars',
    {
      value: mean(
        cars.filter((c) => c.Origin === 'Japan'),
        (c) => c.Weight_in_lbs,
      ),
    },
  ],
  [
    'movies',
    'movies from the 1980s with imdb rating over 8.5',
    rowsOf(
      movies.filter(
        (m) =>
          m['IMDB Rating'] > 8.5 &&
          m.date.getUTCFullYear() >= 1980 &&
          m.date.getUTCFullYear() < 1990,
      ),
    ),
  ],
  [
    'movies',
    'how many R rated horror movies',
    {
      value: movies.filter((m) => m['MPAA Rating'] === 'R' && m['Major Genre'] === 'Horror').length,
    },
  ],
  ['movies', 'movies without a director', rowsOf(movies.filter((m) => m.Director === null))],
  [
    'movies',
    'comedies directed by Woody Allen after 1990',
    rowsOf(
      movies.filter(
        (m) =>
          m['Major Genre'] === 'Comedy' &&
          m.Director === 'Woody Allen' &&
          m.date.getUTCFullYear() > 1990,
      ),
    ),
  ],
  [
    'movies',
    'which distributor has the highest average imdb rating',
    {
      groups: [
        best(
          groups(
            movies,
            (m) => m.Distributor,
            (g) => mean(g, (m) => m['IMDB Rating']),
          ).filter(([, v]) => !Number.isNaN(v)),
        ),
      ],
    },
  ],
  [
    'penguins',
    'how many male penguins weigh more than 5kg',
    { value: penguins.filter((p) => p.Sex === 'MALE' && p.mass > 5000).length },
  ],
  [
    'penguins',
    'average body mass of females by island',
    {
      groups: groups(
        penguins.filter((p) => p.Sex === 'FEMALE'),
        (p) => p.Island,
        (g) => mean(g, (p) => p.mass),
      ),
    },
  ],
  [
    'gapminder',
    'countries with life expectancy at least 80',
    rowsOf(gapminder.filter((g) => g.life_expect >= 80)),
  ],
  [
    'gapminder',
    'country with the lowest life expectancy in 2005',
    extreme(
      gapminder.filter((g) => g.year === 2005),
      (g) => g.life_expect,
      min,
    ),
  ],
  [
    'gapminder',
    'population of china or india after 1995',
    rowsOf(gapminder.filter((g) => ['China', 'India'].includes(g.country) && g.year > 1995)),
  ],
  [
    'weather',
    'how many rainy days in 2013',
    { value: weather.filter((w) => w.weather === 'rain' && w.date.startsWith('2013')).length },
  ],
  [
    'weather',
    'wettest day in 2014',
    extreme(
      weather.filter((w) => w.date.startsWith('2014')),
      (w) => w.rain,
      max,
    ),
  ],
  [
    'strikes',
    'strikes by large wildlife in New York',
    rowsOf(
      strikes.filter((s) => s['Wildlife Size'] === 'Large' && s['Origin State'] === 'New York'),
    ),
  ],
  [
    'strikes',
    'strikes with repair cost over $10k',
    rowsOf(strikes.filter((s) => s.repair > 10000)),
  ],
  [
    'strikes',
    'average speed of strikes during climb',
    {
      value: mean(
        strikes.filter((s) => s['Phase of flight'] === 'Climb'),
        (s) => s.speed,
      ),
    },
  ],
  [
    'orders',
    'orders except those from Berlin or Munich',
    rowsOf(orders.filter((o) => o.City !== '' && o.City !== 'Berlin' && o.City !== 'Munich')),
  ],
  [
    'orders',
    'how many customers ordered a whiteboard',
    {
      value: new Set(orders.filter((o) => o.Product === 'Whiteboard').map((o) => o.Customer)).size,
    },
  ],
  [
    'orders',
    'orders in Hamburg or Kiel but not cancelled',
    rowsOf(orders.filter((o) => ['Hamburg', 'Kiel'].includes(o.City) && o.Status !== 'cancelled')),
  ],
  [
    'orders',
    'desk lamp orders in Q2 2023',
    rowsOf(
      orders.filter((o) => o.Product === 'Desk lamp' && o.day >= '2023-04' && o.day < '2023-07'),
    ),
  ],
  [
    'orders',
    'orders delivered within 24 hours',
    rowsOf(orders.filter((o) => o.hours !== null && o.hours <= 24)),
  ],
  [
    'orders',
    'average net amount of paid orders in the north',
    {
      value: mean(
        orders.filter((o) => o.Paid === 'yes' && o.Region === 'North'),
        (o) => o.net,
      ),
    },
  ],
];

// Asked: none of them is about a table.
const silent = [
  'a dog on the beach',
  'photos of two children',
  'sunset over the mountains',
  'a person riding a bike in the rain',
  'how do I reset my password',
  'two birds under a tree',
  'red car parked on the street',
  'birthday cake with five candles',
  'minutes of the meeting about the water butt',
  'a man in a black suit',
  'people sitting around a table',
  'soup recipe with lentils',
  'old house on a hill',
  'the best day of my life',
  'children playing football after school',
  'top of the mountain',
  'a cat between two chairs',
  'large white building',
  'letter to the landlord about the deposit',
  'between the lines',
  'over the rainbow',
  'notes on machine learning',
  'what is the meaning of life',
  'black and white portrait',
  'cheap flights',
  'a plate of pasta',
  'who wrote this letter',
  'more than words',
  'night sky with stars',
  'average',
];

// More than the reader can do, or more than one thing: it must not claim to be sure.
const doubtful = [
  'share of female penguins',
  'percentage of orders unpaid',
  'second cheapest order',
  'highest grossing movie',
  'dog under 5 kg',
  'under 500',
  'smallest penguin on Dream',
  'china vs india population 2005',
  'coldest day in Seattle',
  'total population of Asia in 2000',
  'cheapest order in Hamburg',
  'how many strikes by dragons',
  'average rating',
  'in March 2024',
  'orders over €500',
  'worst movie',
  'orders over 500 euro or in Berlin',
  'penguins on Dream or heavier than 5 kg',
];

const questions = asked.map(([table, question, expected]) => ({ table, question, expected }));
for (const { question, expected } of questions) {
  const answers = Object.values(expected)[0];
  if (Array.isArray(answers) && answers.length === 0)
    throw new Error(`Nothing expected: ${question}`);
}
writeFileSync(path('table-questions.json'), `${JSON.stringify({ questions, doubtful, silent })}\n`);
console.log(`${questions.length} questions, ${silent.length} that are none`);
