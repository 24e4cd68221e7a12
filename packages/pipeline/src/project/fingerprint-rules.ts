import type { Event, Frame } from '@railguard/protocol/event';
import {
  FINGERPRINT_MATCHERS,
  type FingerprintMatcher,
  type FingerprintRule,
} from '@railguard/protocol/project-settings';
import { compileGlob } from '../glob.ts';

export interface FingerprintChoice {
  fingerprint: string[];
  /** The rule in one line, such as `type: Net::* path: *payments*`. */
  rule: string;
}

type Subject = Partial<Record<FingerprintMatcher, string | undefined>>;
type Test = (subject: Subject) => boolean;

/** Tested together on one exception, and on one frame: a type and a value that never met say nothing. */
const OF_EXCEPTION: FingerprintMatcher[] = ['type', 'value'];
const OF_FRAME: FingerprintMatcher[] = ['path', 'module', 'function'];

/** Answers the fingerprint of the first rule that fits. Events are to be scrubbed already: people see what rules see. */
export function compileFingerprintRules(rules: FingerprintRule[]): (event: Event) => FingerprintChoice | undefined {
  if (rules.length === 0) return () => undefined;
  const compiled = rules.map(({ matchers, fingerprint }) => ({
    fits: compileMatchers(matchers),
    choice: { fingerprint, rule: wordsOf(matchers) },
  }));
  return (event) => compiled.find(({ fits }) => fits(event))?.choice;
}

function compileMatchers(matchers: FingerprintRule['matchers']): (event: Event) => boolean {
  const names = FINGERPRINT_MATCHERS.filter((name) => matchers[name] !== undefined);
  const testOf = (of: FingerprintMatcher[]) => compileTests(matchers, of);
  const exception = testOf(names.filter((name) => OF_EXCEPTION.includes(name)));
  const frame = testOf(names.filter((name) => OF_FRAME.includes(name)));
  const rest = testOf(names.filter((name) => !OF_EXCEPTION.includes(name) && !OF_FRAME.includes(name)));
  return (event) =>
    (!rest || rest(subjectOf(event))) &&
    (!exception || (event.exceptions ?? []).some(exception)) &&
    (!frame || framesOf(event).some((one) => frame(subjectOfFrame(one))));
}

/** undefined where nothing is asked. */
function compileTests(matchers: FingerprintRule['matchers'], names: FingerprintMatcher[]): Test | undefined {
  if (names.length === 0) return undefined;
  const tests = names.map((name) => {
    const fits = compileGlob(name === 'path' ? matchers[name]!.replaceAll('\\', '/') : matchers[name]!);
    return (subject: Subject) => fits(subject[name] ?? '');
  });
  return (subject) => tests.every((test) => test(subject));
}

/** The message is what people read where there is no other: the value of what was thrown. */
function subjectOf(event: Event): Subject {
  const { transaction, level, logger, platform, environment, release } = event;
  return {
    message: event.message ?? event.exceptions?.[0]?.value,
    transaction,
    level,
    logger,
    platform,
    environment,
    release,
  };
}

function subjectOfFrame({ filename, abs_path, module, function: name }: Frame): Subject {
  return { path: (abs_path || filename || '').replaceAll('\\', '/'), module, function: name };
}

function framesOf({ exceptions = [], threads = [] }: Event): Frame[] {
  return [...exceptions, ...threads].flatMap(({ frames = [] }) => frames);
}

function wordsOf(matchers: FingerprintRule['matchers']): string {
  return FINGERPRINT_MATCHERS.filter((name) => matchers[name] !== undefined)
    .map((name) => `${name}: ${matchers[name]}`)
    .join(' ');
}
