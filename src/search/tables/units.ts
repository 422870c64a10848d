import { fold } from './text';

interface Unit {
  /** Shown and kept in `ColumnInfo.unit`. */
  symbol: string;
  /** Only units of one dimension are converted into each other. */
  dimension: string;
  /** Size in the dimension's base. */
  factor: number;
  /** Added after the factor, for temperatures. */
  offset: number;
  /** May stand in the last word of a column's name without brackets. */
  isPlainInNames: boolean;
}

const bySpelling = new Map<string, Unit>();
const bySymbol = new Map<string, Unit>();

function define(dimension: string, lines: string, offset = 0): void {
  for (const line of lines.trim().split('\n')) {
    const [symbol, factor, ...spellings] = line.trim().split(/\s+/);
    const unit = {
      symbol: symbol!,
      dimension,
      factor: Number(factor),
      offset,
      isPlainInNames: true,
    };
    bySymbol.set(unit.symbol, unit);
    for (const spelling of [symbol!, ...spellings]) bySpelling.set(key(spelling), unit);
  }
}

function key(text: string): string {
  return text.replaceAll('_', ' ').toLowerCase();
}

// Sizes: NIST Special Publication 811, appendix B.8.
define(
  'mass',
  `g 1 gram grams gr gramme grammes
   mg 0.001 milligram milligrams
   kg 1000 kilogram kilograms kilo kilos kgs
   t 1000000 tonne tonnes ton tons
   lb 453.59237 lbs pound_weight
   oz 28.349523125 ounce ounces`,
);
define(
  'length',
  `mm 0.001 millimetre millimetres millimeter millimeters
   cm 0.01 centimetre centimetres centimeter centimeters
   m 1 metre metres meter meters
   km 1000 kilometre kilometres kilometer kilometers kms
   in 0.0254 inch inches "
   ft 0.3048 foot feet
   yd 0.9144 yard yards
   mi 1609.344 mile miles
   nmi 1852`,
);
define(
  'time',
  `ms 0.001 millisecond milliseconds msec
   s 1 sec secs second seconds
   min 60 mins minute minutes
   h 3600 hr hrs hour hours
   d 86400 day days
   wk 604800 week weeks`,
);
define('age', 'yr 1 years yrs year years_old');
define(
  'speed',
  `m/s 1 mps
   km/h 0.2777777777777778 kmh kph kmph
   mph 0.44704
   kn 0.5144444444444445 knot knots kt kts`,
);
define(
  'volume',
  `l 1 litre litres liter liters
   ml 0.001 millilitre millilitres milliliter milliliters
   cl 0.01
   gal 3.785411784 gallon gallons`,
);
define(
  'area',
  `m² 1 m2 sqm square_metres square_meters
   km² 1000000 km2 sqkm square_kilometres square_kilometers
   ha 10000 hectare hectares
   acre 4046.8564224 acres
   ft² 0.09290304 sqft ft2 square_feet`,
);
define(
  'data',
  `B 1 byte bytes
   kB 1000 kilobyte kilobytes
   MB 1000000 megabyte megabytes
   GB 1000000000 gigabyte gigabytes
   TB 1000000000000 terabyte terabytes`,
);
define('power', 'kW 1000 kilowatt kilowatts\nhp 745.6998715822702 bhp horsepower\nMW 1000000');
define('consumption', 'mpg 1 miles_per_gallon');
define('share', '% 1 percent pct percentage per_cent');
define('temperature', '°C 1 celsius degc deg_c degrees_celsius');
define('temperature', '°F 0.5555555555555556 fahrenheit degf deg_f degrees_fahrenheit', -160 / 9);
define('currency EUR', 'EUR 1 € euro euros');
define('currency USD', 'USD 1 $ us$ dollar dollars');
define('currency GBP', 'GBP 1 £ pound pounds sterling');
define('currency JPY', 'JPY 1 ¥ yen');
define('currency INR', 'INR 1 ₹ rupee rupees rs');
define('currency CHF', 'CHF 1 francs franc');
define('currency PLN', 'PLN 1 zł zloty');
for (const code of 'AUD CAD NZD SEK NOK DKK CZK HUF RUB CNY KRW BRL MXN ZAR TRY'.split(' ')) {
  define(`currency ${code}`, `${code} 1`);
}
// Too short or too common as words to be told from a name without brackets.
for (const spelling of ['in', 't', 'd', 's', 'm', 'l', 'g', 'b', 'second', 'day', 'days', 'year']) {
  const unit = bySpelling.get(spelling);
  if (unit) bySpelling.set(spelling, { ...unit, isPlainInNames: false });
}

/** The symbol of a unit in any spelling; undefined where it is none. */
export function unitOf(spelling: string): string | undefined {
  return bySpelling.get(key(spelling.trim()))?.symbol;
}

export function dimensionOf(symbol: string | undefined): string | undefined {
  return symbol === undefined ? undefined : bySymbol.get(symbol)?.dimension;
}

export function isCurrency(symbol: string | undefined): boolean {
  return dimensionOf(symbol)?.startsWith('currency') ?? false;
}

/** Undefined where the units measure different things; currencies are never converted. */
export function convert(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const [a, b] = [bySymbol.get(from), bySymbol.get(to)];
  if (!a || !b || a.dimension !== b.dimension) return undefined;
  const converted = (value * a.factor + a.offset - b.offset) / b.factor;
  // 5.8 kg are 5800 g, not 5800.000000000001.
  return Number(converted.toPrecision(15));
}

/** A column's name without its unit, and the unit. */
export function splitUnit(name: string): { name: string; unit?: string } {
  const bracket = /[([]\s*([^()[\]]+?)\s*[)\]]/.exec(name);
  const inBrackets = bracket && unitOf(bracket[1]!);
  if (inBrackets) return { name: name.replace(bracket[0], ' ').trim(), unit: inBrackets };
  const whole = unitOf(fold(name));
  // A column may be called by its unit alone; "year" and "minutes" say too little for that.
  if (whole && /^(mpg|hp|kW)$/.test(whole)) return { name, unit: whole };
  const words = name.split(/[\s_]+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const unit = bySpelling.get(key(last));
  if (!unit || words.length < 2 || fold(words.at(-2)!) === 'per') return { name };
  const isAfterIn = fold(words.at(-2)!) === 'in' && words.length > 2;
  // Minimum or minutes: only a word for a duration tells.
  const isMinimum = fold(last) === 'min' && !/time|duration|length|delay/i.test(name);
  if (isMinimum || (!isAfterIn && !unit.isPlainInNames)) return { name };
  return { name: words.slice(0, isAfterIn ? -2 : -1).join(' '), unit: unit.symbol };
}
