import { parseArgs } from 'node:util';

export interface Options {
  /** Names of measurements; empty for all. */
  only: string[];
  scale: Scale;
  writeDocs: boolean;
  /** Where the product leaves CPU profiles when it ends. */
  profileDir?: string;
  help: boolean;
}

/** How much is measured. */
export interface Scale {
  name: 'full' | 'quick';
  /** Of one burst. */
  seconds: number;
  /** How often cheap measurements are repeated; the median counts. */
  runs: number;
  storedEvents: Record<'2 kB' | '20 kB', number>;
  seededEvents: number;
  seededIssues: number;
  /** Requests for each kind of read. */
  reads: number;
  /** New issues whose mails are waited for, each time. */
  mails: number;
  /** How long the product is left alone before its idle memory is read. */
  restSeconds: number;
}

const FULL: Scale = {
  name: 'full',
  seconds: 5,
  runs: 3,
  storedEvents: { '2 kB': 20_000, '20 kB': 5_000 },
  seededEvents: 1_000_000,
  seededIssues: 10_000,
  reads: 500,
  mails: 200,
  restSeconds: 20,
};

const QUICK: Scale = {
  name: 'quick',
  seconds: 2,
  runs: 1,
  storedEvents: { '2 kB': 4_000, '20 kB': 1_000 },
  seededEvents: 30_000,
  seededIssues: 1_000,
  reads: 100,
  mails: 40,
  restSeconds: 5,
};

export const USAGE = `npm run bench -- [options]

  --only a,b        measure only these
  --quick           small numbers: to see that everything works, not to quote
  --seconds n       length of a burst
  --events n        events stored before reads are measured
  --profile dir     have the product write CPU profiles there (slower: do not quote)
  --write-docs      put the table into docs/benchmarks.md (a whole, full run only)
  --help
`;

/** @throws TypeError where an option is unknown or has no sensible value */
export function readOptions(args: string[], known: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      events: { type: 'string' },
      profile: { type: 'string' },
      'write-docs': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((names) => names.split(','));
  const stranger = only.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new TypeError(`--only: there is no "${stranger}"; there are ${known.join(', ')}`);
  const writeDocs = values['write-docs'];
  if (writeDocs && (values.quick || only.length > 0)) throw new TypeError('--write-docs takes a whole, full run');

  const scale = values.quick ? QUICK : FULL;
  return {
    only,
    scale: {
      ...scale,
      seconds: positive('--seconds', values.seconds) ?? scale.seconds,
      seededEvents: positive('--events', values.events) ?? scale.seededEvents,
    },
    writeDocs,
    profileDir: values.profile,
    help: values.help,
  };
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new TypeError(`${name}: must be a number above 0, not "${text}"`);
}
