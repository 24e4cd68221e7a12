import type { GroupingSettings } from '@railguard/protocol/project-settings';
import { describe, expect, it } from 'vitest';
import { processNative, runWith } from '../testing/process.ts';

const processed = (grouping: Partial<GroupingSettings>, event: object) => runWith({ grouping }, event).events[0]!;

const thrown = {
  exceptions: [
    {
      type: 'Net::ReadTimeout',
      value: 'no answer from 203.0.113.7',
      frames: [
        { function: 'read', module: 'Net::Protocol', abs_path: '/gems/net/protocol.rb', in_app: false },
        { function: 'charge', module: 'Payments', abs_path: '/srv/app/payments.rb', in_app: true },
        { function: 'render', module: 'Ui', abs_path: 'C:\\srv\\lib\\ui.rb' },
      ],
    },
    { type: 'Errno::ETIMEDOUT', value: 'timed out' },
  ],
  level: 'error',
  platform: 'ruby',
  release: 'shop@1.4.2',
};
const inApp = (grouping: Partial<GroupingSettings>) =>
  processed(grouping, thrown).event.exceptions![0]!.frames!.map((frame) => frame.in_app);

describe('frames of the application', () => {
  it('are what the SDK says where the project says nothing', () => {
    expect(inApp({})).toEqual([false, true, undefined]);
  });

  it('are included and excluded by module and path, against the SDK too', () => {
    expect(inApp({ in_app_include: ['Net::*', '*/lib/*'], in_app_exclude: ['*/payments.rb'] })).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('stay included where both fit', () => {
    expect(inApp({ in_app_include: ['payments'], in_app_exclude: ['*'] })).toEqual([false, true, false]);
  });

  it('decide the issue and the culprit', () => {
    const excluded = processed({ in_app_exclude: ['payments'] }, thrown);
    expect(excluded.grouping.hash).not.toBe(processNative(thrown).grouping.hash);
    expect(excluded.culprit).not.toContain('Payments');
  });
});

describe('a fingerprint rule', () => {
  const rule = (matchers: object, fingerprint = ['timeouts']) => ({ fingerprint_rules: [{ matchers, fingerprint }] });
  const applies = (matchers: object) =>
    processed(rule(matchers), thrown).grouping.explanation.some(({ label }) => label === 'fingerprint rule');

  it.each<[matchers: object, applies: boolean]>([
    [{ type: 'net::*' }, true],
    [{ type: 'Errno::*', value: 'timed*' }, true],
    [{ type: 'Net::*', value: 'timed*' }, false],
    [{ message: '*no answer*' }, true],
    [{ path: '*/payments.rb' }, true],
    [{ path: '*/lib/ui.rb' }, true],
    [{ module: 'Payments', function: 'charge' }, true],
    [{ module: 'Payments', function: 'read' }, false],
    [{ release: 'shop@1.*', level: 'error', platform: 'ruby' }, true],
    [{ release: 'shop@2.*', type: '*' }, false],
    [{ environment: '*' }, true],
    [{ environment: 'production' }, false],
  ])('that asks for %j: %s', (matchers, expected) => {
    expect(applies(matchers)).toBe(expected);
  });

  it('puts what it fits into one issue, says so, and leaves the event as it was sent', () => {
    const rules = rule({ type: 'Net::*' }, ['timeout', '{{ platform }}', '{{ type }}']);
    const [one, other] = ['render', 'charge'].map((name) =>
      processed(rules, {
        ...thrown,
        fingerprint: [name],
        exceptions: [{ type: 'Net::ReadTimeout', frames: [{ function: name, filename: 'a.rb' }] }],
      }),
    );
    expect(one!.grouping.hash).toBe(other!.grouping.hash);
    expect(one!.grouping.explanation[0]).toEqual({ label: 'fingerprint rule', value: 'type: Net::*' });
    expect(one!.grouping.algorithm).toBe('v1');
    expect(one!.event.fingerprint).toEqual(['render']);
  });

  it('that only says {{ default }} takes the SDK its say', () => {
    const rules = rule({ type: 'Net::*' }, ['{{ default }}']);
    const hash = processed(rules, { ...thrown, fingerprint: ['all of them'] }).grouping.hash;
    expect(hash).toBe(processNative(thrown).grouping.hash);
  });

  it('is the first that fits', () => {
    const fingerprint_rules = ['x', 'y'].map((name) => ({ matchers: { type: '*' }, fingerprint: [name] }));
    const { explanation } = processed({ fingerprint_rules }, thrown).grouping;
    expect(explanation).toContainEqual({ label: 'fingerprint', value: 'x' });
    expect(explanation).not.toContainEqual({ label: 'fingerprint', value: 'y' });
  });

  it('sees what people see: nothing that was scrubbed', () => {
    const secret = { message: 'paid with 4111 1111 1111 1111' };
    expect(processed(rule({ message: '*4111*' }), secret).grouping.explanation[0]!.label).not.toBe('fingerprint rule');
    expect(processed(rule({ message: 'paid with [Filtered]' }), secret).grouping.explanation[0]!.label).toBe(
      'fingerprint rule',
    );
  });
});
