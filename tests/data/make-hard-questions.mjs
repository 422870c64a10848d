// Works out the expected answers of hard-table-questions.json: paraphrases, typos, units, dates,
// negations and words in no column, over eight tables. Run: node tests/data/make-hard-questions.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  best,
  cars,
  companies,
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

const rows = (table, f) => rowsOf(table.filter(f));
const count = (table, f) => ({ value: table.filter(f).length });
const by = (table, key, f) => ({ groups: groups(table, key, f) });
const bestOf = (table, key, f, sign) => ({ groups: [best(groups(table, key, f), sign)] });
const kilos = (car) => car.Weight_in_lbs * 0.45359237;

/** The phrases a person is promised to be understood in. */
const promised = [
  ['companies', 'more than 10 employees', rows(companies, (c) => c.staff > 10)],
  ['companies', 'top 5 by revenue', top(companies, (c) => c.revenue, 5)],
  ['companies', 'revenue over €1.2m', rows(companies, (c) => c.revenue > 1.2e6)],
  ['companies', 'companies over €1.2m', rows(companies, (c) => c.revenue > 1.2e6)],
  ['orders', 'orders under 500 in Berlin', undefined],
  ['orders', 'orders > 3 kg', rows(orders, (o) => o.kg !== null && o.kg > 3)],
  ['orders', 'orders in March 2024', rows(orders, (o) => o.day.startsWith('2024-03'))],
  [
    'orders',
    'average price by region',
    by(
      orders,
      (o) => o.Region,
      (g) => mean(g, (o) => o.price),
    ),
  ],
  ['orders', 'how many orders in Berlin', count(orders, (o) => o.City === 'Berlin')],
  [
    'companies',
    'companies founded between 2019 and 2021',
    rows(companies, (c) => c.founded >= 2019 && c.founded <= 2021),
  ],
].filter(([, , expected]) => expected);

const asked = [
  ...promised,
  // companies
  [
    'companies',
    'companies with revenue of at least €2.5 million',
    rows(companies, (c) => c.revenue >= 2.5e6),
  ],
  [
    'companies',
    'firms in Germany founded before 1990',
    rows(companies, (c) => c.Country === 'Germany' && c.founded < 1990),
  ],
  [
    'companies',
    'comapnies in Berlin with more than 50 employes',
    rows(companies, (c) => c.City === 'Berlin' && c.staff > 50),
  ],
  [
    'companies',
    'average revenue by industry',
    by(
      companies,
      (c) => c.Industry,
      (g) => mean(g, (c) => c.revenue),
    ),
  ],
  [
    'companies',
    'how many listed companies are there in France',
    count(companies, (c) => c.Listed === 'yes' && c.Country === 'France'),
  ],
  [
    'companies',
    'companies not in Germany with fewer than 12 employees',
    rows(companies, (c) => c.Country !== 'Germany' && c.staff < 12),
  ],
  [
    'companies',
    'which industry has the highest total revenue',
    bestOf(
      companies,
      (c) => c.Industry,
      (g) => sum(g, (c) => c.revenue),
    ),
  ],
  ['companies', 'companies with a negative profit margin', rows(companies, (c) => c.margin < 0)],
  ['companies', 'youngest company', extreme(companies, (c) => c.founded, max)],
  [
    'companies',
    'unlisted firms with revenue between 1 and 2 million euros',
    rows(companies, (c) => c.Listed === 'no' && c.revenue >= 1e6 && c.revenue <= 2e6),
  ],
  [
    'companies',
    'revenue under €500k',
    rows(companies, (c) => c.revenue !== null && c.revenue < 500e3),
  ],
  [
    'companies',
    'software companies outside Berlin',
    rows(companies, (c) => c.Industry === 'Software' && c.City !== 'Berlin'),
  ],
  [
    'companies',
    'how many people work at companies in Madrid',
    {
      value: sum(
        companies.filter((c) => c.City === 'Madrid'),
        (c) => c.staff,
      ),
    },
  ],
  ['companies', 'companies with a headcount above 1000', rows(companies, (c) => c.staff > 1000)],
  ['companies', 'profit margin of 40% or more', rows(companies, (c) => c.margin >= 40)],
  // cars
  [
    'cars',
    'cars made in 1976 with mpg above 30',
    rows(cars, (c) => c.Year.startsWith('1976') && c.Miles_per_Gallon > 30),
  ],
  [
    'cars',
    '8-cylinder american cars lighter than 1500 kg',
    rows(cars, (c) => c.Cylinders === 8 && c.Origin === 'USA' && kilos(c) < 1500),
  ],
  [
    'cars',
    'average acceleration of cars from europe or japan',
    {
      value: mean(
        cars.filter((c) => c.Origin !== 'USA'),
        (c) => c.Acceleration,
      ),
    },
  ],
  [
    'cars',
    'cars with horsepower not between 50 and 200',
    rows(cars, (c) => c.Horsepower !== null && (c.Horsepower < 50 || c.Horsepower > 200)),
  ],
  ['cars', 'cars with no horsepower value', rows(cars, (c) => c.Horsepower === null)],
  [
    'cars',
    'avergae horsepower of cars with 6 cylinders',
    {
      value: mean(
        cars.filter((c) => c.Cylinders === 6),
        (c) => c.Horsepower,
      ),
    },
  ],
  ['cars', 'cars whose weight exceeds two tonnes', rows(cars, (c) => kilos(c) > 2000)],
  // movies
  ['movies', 'movies longer than 3 hours', rows(movies, (m) => m['Running Time min'] > 180)],
  [
    'movies',
    'PG-13 comedies with a budget under $5 million',
    rows(
      movies,
      (m) =>
        m['MPAA Rating'] === 'PG-13' &&
        m['Major Genre'] === 'Comedy' &&
        m['Production Budget'] !== null &&
        m['Production Budget'] < 5e6,
    ),
  ],
  [
    'movies',
    'top 3 Steven Spielberg movies by worldwide gross',
    top(
      movies.filter((m) => m.Director === 'Steven Spielberg'),
      (m) => m['Worldwide Gross'],
      3,
    ),
  ],
  [
    'movies',
    'films released in December 2005 with more than 50,000 imdb votes',
    rows(
      movies,
      (m) =>
        m.date.getUTCFullYear() === 2005 && m.date.getUTCMonth() === 11 && m['IMDB Votes'] > 50000,
    ),
  ],
  [
    'movies',
    'how many movies did Woody Allen direct',
    count(movies, (m) => m.Director === 'Woody Allen'),
  ],
  [
    'movies',
    'movies with a production budget of more than 200 million dollars',
    rows(movies, (m) => m['Production Budget'] > 200e6),
  ],
  [
    'movies',
    'median running time of musicals',
    {
      value: median(
        movies.filter((m) => m['Major Genre'] === 'Musical'),
        (m) => m['Running Time min'],
      ),
    },
  ],
  // gapminder
  [
    'gapminder',
    'mean life expectancy in 2005',
    {
      value: mean(
        gapminder.filter((g) => g.year === 2005),
        (g) => g.life_expect,
      ),
    },
  ],
  [
    'gapminder',
    'life expectancy of Rwanda in 1995',
    { value: gapminder.find((g) => g.country === 'Rwanda' && g.year === 1995).life_expect },
  ],
  [
    'gapminder',
    'countries with fertility above 7 in 1955',
    rows(gapminder, (g) => g.year === 1955 && g.fertility > 7),
  ],
  [
    'gapminder',
    'population of Brazil between 1970 and 1990',
    rows(gapminder, (g) => g.country === 'Brazil' && g.year >= 1970 && g.year <= 1990),
  ],
  [
    'gapminder',
    'how many different countries',
    { value: new Set(gapminder.map((g) => g.country)).size },
  ],
  // weather
  ['weather', 'days with temp max above 35 °C', rows(weather, (w) => w.max > 35)],
  [
    'weather',
    'average wind in January 2015',
    {
      value: mean(
        weather.filter((w) => w.date.startsWith('2015-01')),
        (w) => w.wind,
      ),
    },
  ],
  [
    'weather',
    'snowy days not in 2012',
    rows(weather, (w) => w.weather === 'snow' && !w.date.startsWith('2012')),
  ],
  [
    'weather',
    'total rainfall in 2013',
    {
      value: sum(
        weather.filter((w) => w.date.startsWith('2013')),
        (w) => w.rain,
      ),
    },
  ],
  ['weather', 'days between 24 and 26 December 2013', undefined],
  [
    'weather',
    'foggy days with wind of 4 or more',
    rows(weather, (w) => w.weather === 'fog' && w.wind >= 4),
  ],
  // penguins
  [
    'penguins',
    'gentoo penguins under 4.5 kilograms',
    rows(penguins, (p) => p.Species === 'Gentoo' && p.mass !== null && p.mass < 4500),
  ],
  [
    'penguins',
    'female adelie penguins on biscoe or dream',
    rows(
      penguins,
      (p) => p.Sex === 'FEMALE' && p.Species === 'Adelie' && ['Biscoe', 'Dream'].includes(p.Island),
    ),
  ],
  [
    'penguins',
    'penguins with flippers longer than 22.1 cm',
    rows(penguins, (p) => p.flipper !== null && p.flipper > 221),
  ],
  [
    'penguins',
    'average bill depth per species',
    by(
      penguins,
      (p) => p.Species,
      (g) => mean(g, (p) => +p['Beak Depth (mm)'] || null),
    ),
  ],
  ['penguins', 'penguins with body mas over 5500', rows(penguins, (p) => p.mass > 5500)],
  [
    'penguins',
    'penguins that weigh at most 2.9 kg',
    rows(penguins, (p) => p.mass !== null && p.mass <= 2900),
  ],
  // wildlife strikes
  [
    'strikes',
    'strikes with a total cost of more than a million dollars',
    rows(strikes, (s) => s.cost > 1e6),
  ],
  [
    'strikes',
    'how many strikes happened at dusk',
    count(strikes, (s) => s['Time of day'] === 'Dusk'),
  ],
  [
    'strikes',
    'strikes in the 1990s in Florida',
    rows(strikes, (s) => s['Flight Date'] < '2000' && s['Origin State'] === 'Florida'),
  ],
  [
    'strikes',
    'average repair cost by wildlife size',
    by(
      strikes,
      (s) => s['Wildlife Size'],
      (g) => mean(g, (s) => s.repair),
    ),
  ],
  ['strikes', 'strikes by birds other than gulls in Alaska', undefined],
  [
    'strikes',
    'number of strikes per time of day',
    by(
      strikes,
      (s) => s['Time of day'],
      (g) => g.length,
    ),
  ],
  // orders
  [
    'orders',
    'orders from Berlin worth more than 3000 euros',
    rows(orders, (o) => o.City === 'Berlin' && o.net > 3000),
  ],
  [
    'orders',
    'what did Anna Schmidt order in August 2024',
    rows(orders, (o) => o.Customer === 'Anna Schmidt' && o.day.startsWith('2024-08')),
  ],
  [
    'orders',
    'orders weighing at least 0.1 tonnes',
    rows(orders, (o) => o.kg !== null && o.kg >= 100),
  ],
  ['orders', 'orders without a delivery time', rows(orders, (o) => o.hours === null)],
  [
    'orders',
    'number of open orders per city',
    by(
      orders.filter((o) => o.Status === 'open'),
      (o) => o.City,
      (g) => g.length,
    ),
  ],
  ['orders', 'biggest order by net amount', extreme(orders, (o) => o.net, max)],
  [
    'orders',
    'total quantity of desk lamps sold to Green Grocers',
    {
      value: sum(
        orders.filter((o) => o.Product === 'Desk lamp' && o.Customer === 'Green Grocers'),
        (o) => o.qty,
      ),
    },
  ],
  ['orders', 'orders placed after 1 Dec 2024', rows(orders, (o) => o.day > '2024-12-01')],
  [
    'orders',
    'average discount of returned orders',
    {
      value: mean(
        orders.filter((o) => o.Status === 'returned'),
        (o) => o.discount,
      ),
    },
  ],
  ['orders', 'orders in Berln', rows(orders, (o) => o.City === 'Berlin')],
  [
    'orders',
    'most common product in orders',
    bestOf(
      orders,
      (o) => o.Product,
      (g) => g.length,
    ),
  ],
  [
    'orders',
    'how many orders were placed in the second half of 2024',
    count(orders, (o) => o.day >= '2024-07' && o.day <= '2024-12-31'),
  ],
  ['orders', 'orders with quantity 60 to 80', rows(orders, (o) => o.qty >= 60 && o.qty <= 80)],
  [
    'orders',
    'net amount by month in 2023',
    by(
      orders.filter((o) => o.day.startsWith('2023')),
      (o) => o.day.slice(0, 7),
      (g) => sum(g, (o) => o.net),
    ),
  ],
  [
    'orders',
    'paid orders that are neither from Kiel nor Hamburg',
    rows(orders, (o) => o.Paid === 'yes' && o.City !== '' && !['Kiel', 'Hamburg'].includes(o.City)),
  ],
  [
    'orders',
    'orders that are neither open nor cancelled',
    rows(orders, (o) => !['open', 'cancelled'].includes(o.Status)),
  ],
  [
    'orders',
    'orders shipped to Munich but not paid',
    rows(orders, (o) => o.Status === 'shipped' && o.City === 'Munich' && o.Paid === 'no'),
  ],
].filter(([, , expected]) => expected);

// More than the reader can do, or more than one thing: it must not claim to be sure.
const doubtful = [
  'how many electric cars',
  'highest rated horror movie',
  'how many sunny days in summer 2014',
  'days with wind over 8 or precipitation over 40',
  'cheapest',
  '> 3 kg',
  '€1.2m',
  'between 2019 and 2021',
  'companies in Rome with more than 10 employees',
  'average salary by country',
  'how many orders in Berlin on weekends',
  'revenue per employee',
  'orders over 500',
  'how many penguins were born in 2010',
  'average revenue of companies without women on the board',
  'movies better than Titanic',
  'how many movies in the top 10 percent',
  'orders bigger than the average order',
  'companies growing by more than 20% a year',
  'average price of oranges by region',
  'total revenue in March',
  'how many companies went bankrupt',
  'most expensive product in Berlin and Munich',
  'highest cost',
  'how many customers ordered twice',
  'average weight of a horse',
  'largest city',
  'cars that are not slow',
  'orders almost over 5000 euros',
  'strikes within 3 miles of the airport',
];

// Asked: none of them is about a table.
const silent = [
  'notes from the company meeting',
  'a book between two shelves',
  'low light photo of a bridge',
  'price tag on a shirt',
  'iphone 15 under the table',
  'two in the morning',
  'best friend',
  'a top view of the city at night',
  'letter from the landlord about the rent',
  'half a pizza',
  'three penguins standing on ice',
  'weather forecast screenshot',
  'minutes of the meeting in March 2024',
  'how to invest more than 1000 euros',
];

const questions = asked.map(([table, question, expected]) => ({ table, question, expected }));
for (const { question, expected } of questions) {
  const [answer] = Object.values(expected);
  if (answer === undefined || Number.isNaN(answer) || answer?.length === 0)
    throw new Error(`Nothing expected: ${question}`);
}
const file = fileURLToPath(new URL('hard-table-questions.json', import.meta.url));
writeFileSync(file, `${JSON.stringify({ questions, doubtful, silent })}\n`);
const tables = new Set(questions.map(({ table }) => table)).size;
console.log(
  `${questions.length} questions over ${tables} tables, ${known(doubtful, (q) => q).length} doubtful, ${min(silent.length, 99)} that are none`,
);
