import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvelopeError, parseEnvelope } from './envelope.ts';
import { MAX_ENVELOPE_HEADER_BYTES } from './limits.ts';

function parse(text: string) {
  const { headers, items, malformed } = parseEnvelope(Buffer.from(text));
  return { headers, items: items.map(({ type, payload }) => [type, Buffer.from(payload).toString()]), malformed };
}

describe('an envelope of headers only', () => {
  it.each(['{}', '{}\n', '{}\n\n'])('is valid and empty: %j', (text) => {
    expect(parse(text)).toEqual({ headers: {}, items: [], malformed: undefined });
  });

  it('keeps headers nobody knows', () => {
    expect(parse('{"event_id":"","dsn":"x","later":1}').headers).toEqual({ event_id: '', dsn: 'x', later: 1 });
  });
});

describe('an item without a length', () => {
  it('ends at the line feed', () => {
    expect(parse('{}\n{"type":"event"}\n{"a":1}\n{"type":"session"}\n{}').items).toEqual([
      ['event', '{"a":1}'],
      ['session', '{}'],
    ]);
  });

  it('ends at the end of the input', () => {
    expect(parse('{}\n{"type":"event"}\n{"a":1}').items).toEqual([['event', '{"a":1}']]);
  });

  it('may be empty', () => {
    expect(parse('{}\n{"type":"a"}\n\n{"type":"b"}\nx').items).toEqual([
      ['a', ''],
      ['b', 'x'],
    ]);
  });

  it('may lose even the line feed after its header at the end of the input', () => {
    expect(parse('{}\n{"type":"event"}')).toMatchObject({ items: [['event', '']], malformed: undefined });
  });

  it('keeps a carriage return, which is part of the payload', () => {
    expect(parse('{}\n{"type":"a"}\nx\r\n').items).toEqual([['a', 'x\r']]);
  });

  it('may have a line of any length', () => {
    const long = 'x'.repeat(300_000);
    expect(parse(`{}\n{"type":"event"}\n${long}\n`).items).toEqual([['event', long]]);
  });

  it('treats a length of null as none', () => {
    expect(parse('{}\n{"type":"a","length":null}\nxyz').items).toEqual([['a', 'xyz']]);
  });
});

describe('an item with a length', () => {
  it('may hold line feeds', () => {
    expect(parse('{}\n{"type":"a","length":5}\n1\n2\n3\n{"type":"b"}\nx').items).toEqual([
      ['a', '1\n2\n3'],
      ['b', 'x'],
    ]);
  });

  it('counts bytes, not characters', () => {
    expect(parse('{}\n{"type":"a","length":4}\n€!\n{"type":"b"}\nx').items).toEqual([
      ['a', '€!'],
      ['b', 'x'],
    ]);
  });

  it('of zero still has the line feed that closes it', () => {
    expect(parse('{}\n{"type":"a","length":0}\n\n{"type":"b"}\nx').items).toEqual([
      ['a', ''],
      ['b', 'x'],
    ]);
  });

  it('may end with the input', () => {
    expect(parse('{}\n{"type":"a","length":3}\nxyz')).toMatchObject({ items: [['a', 'xyz']], malformed: undefined });
  });

  it.each([
    ['shorter than it says', '{"type":"a","length":9}\nxyz', 'an item is shorter than its length says'],
    ['longer than it says', '{"type":"a","length":2}\nxyz\n', 'an item is longer than its length says'],
    ['negative', '{"type":"a","length":-1}\nxyz', 'an item length is not a count'],
    ['text', '{"type":"a","length":"3"}\nxyz', 'an item length is not a count'],
    ['broken', '{"type":"a","length":2.5}\nxyz', 'an item length is not a count'],
    ['beyond every size', '{"type":"a","length":1e300}\nxyz', 'an item length is not a count'],
  ])('is malformed where the length is %s, and what came before it is kept', (_, item, malformed) => {
    expect(parse(`{}\n{"type":"good"}\n1\n${item}`)).toMatchObject({ items: [['good', '1']], malformed });
  });
});

describe('leniency', () => {
  it('tolerates surplus blank lines at the end', () => {
    expect(parse('{}\n{"type":"a"}\nx\n\n\n')).toMatchObject({ items: [['a', 'x']], malformed: undefined });
  });

  it('does not tolerate a blank line where an item header belongs', () => {
    expect(parse('{}\n\n{"type":"a"}\nx')).toMatchObject({ items: [], malformed: 'an item header is empty' });
  });

  it('frames items of unknown types and items without any', () => {
    expect(parse('{}\n{"type":"future"}\n1\n{}\n2\n{"type":7}\n3').items).toEqual([
      ['future', '1'],
      ['', '2'],
      ['', '3'],
    ]);
  });

  it('keeps items before a header that is not JSON', () => {
    expect(parse('{}\n{"type":"a"}\n1\nnonsense\n2')).toMatchObject({
      items: [['a', '1']],
      malformed: 'an item header is not a JSON object',
    });
  });

  it('takes two events in one envelope', () => {
    expect(parse('{}\n{"type":"event"}\n{"n":1}\n{"type":"event"}\n{"n":2}').items).toHaveLength(2);
  });
});

describe('bytes that are no envelope', () => {
  it.each([
    ['nothing at all', ''],
    ['a blank line', '\n{}'],
    ['text', 'hello'],
    ['a JSON array', '[]'],
    ['null', 'null'],
    ['a header cut short', '{"event_id":'],
    ['a header line that is too long', `{"a":"${'x'.repeat(MAX_ENVELOPE_HEADER_BYTES)}"}`],
  ])('are refused: %s', (_, text) => {
    expect(() => parse(text)).toThrow(EnvelopeError);
  });
});

describe('whatever the bytes', () => {
  const item = fc.record({
    type: fc.constantFrom('event', 'attachment', 'future'),
    payload: fc.uint8Array({ maxLength: 200 }),
    closed: fc.boolean(),
  });

  it('items framed with their lengths come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), fc.boolean(), (items, endsWithLineFeed) => {
        const chunks = items.flatMap(({ type, payload }) => [
          Buffer.from(`\n${JSON.stringify({ type, length: payload.byteLength })}\n`),
          payload,
        ]);
        const bytes = Buffer.concat([Buffer.from('{}'), ...chunks, Buffer.from(endsWithLineFeed ? '\n' : '')]);
        const parsed = parseEnvelope(bytes);
        expect(parsed.malformed).toBeUndefined();
        expect(parsed.items.map(({ type, payload }) => [type, Buffer.from(payload)])).toEqual(
          items.map(({ type, payload }) => [type, Buffer.from(payload)]),
        );
      }),
    );
  });

  it('payloads without line feeds come out as they went in without any length', () => {
    const payload = fc.uint8Array({ maxLength: 100 }).map((bytes) => bytes.filter((byte) => byte !== 0x0a));
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 8 }), (payloads) => {
        const chunks = payloads.flatMap((bytes) => [Buffer.from('\n{"type":"event"}\n'), bytes]);
        const { items } = parseEnvelope(Buffer.concat([Buffer.from('{}'), ...chunks]));
        expect(items.map(({ payload: read }) => Buffer.from(read))).toEqual(
          payloads.map((bytes) => Buffer.from(bytes)),
        );
      }),
    );
  });

  it('nothing but an EnvelopeError is thrown', () => {
    const header = fc.constantFrom('{}', '{"type":"a"}', '{"type":"a","length":3}', '{"length":-1}', '', 'x', '[1]');
    const line = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      header.map((text) => Buffer.from(text)),
    );
    const bytes = fc
      .array(line, { maxLength: 12 })
      .map((lines) => Buffer.concat(lines.flatMap((l) => [l, Buffer.from('\n')])));
    fc.assert(
      fc.property(bytes, (input) => {
        try {
          parseEnvelope(input);
        } catch (error) {
          expect(error).toBeInstanceOf(EnvelopeError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
