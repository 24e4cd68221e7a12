import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventStreamReader, type EventStreamOptions } from './event-stream.ts';

const readAll = (pieces: string[], options?: EventStreamOptions) => {
  const reader = createEventStreamReader(options);
  return pieces.flatMap((piece) => reader.read(piece));
};
const dataOf = (text: string) => readAll([text]).map(({ data }) => data);

describe('an event stream', () => {
  // The examples of the HTML standard.
  it('joins the lines of data', () => {
    expect(dataOf('data: YHOO\ndata: +2\ndata: 10\n\n')).toEqual(['YHOO\n+2\n10']);
  });

  it('has comments, ids that stay, and ids that are taken back', () => {
    const text = ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n';
    expect(readAll([text])).toEqual([
      { type: 'message', data: 'first event', lastEventId: '1' },
      { type: 'message', data: 'second event', lastEventId: '' },
      { type: 'message', data: ' third event', lastEventId: '' },
    ]);
  });

  it('leaves out an event that is not finished', () => {
    expect(dataOf('data\n\ndata\ndata\n\ndata:')).toEqual(['', '\n']);
  });

  it('takes one space after the colon for the form, and no more', () => {
    expect(dataOf('data:test\n\ndata: test\n\n')).toEqual(['test', 'test']);
  });

  it('ends lines with LF, CR or CRLF', () => {
    expect(dataOf('data: a\r\rdata: b\r\n\r\ndata: c\n\n')).toEqual(['a', 'b', 'c']);
  });

  it('forgets the type with an event that has no data, and keeps its id', () => {
    expect(readAll(['event: x\nid: 7\n\ndata: a\n\n'])).toEqual([{ type: 'message', data: 'a', lastEventId: '7' }]);
  });

  it('names the type of an event, and of one alone', () => {
    expect(readAll(['event: issue.new\ndata: {}\n\ndata: {}\n\n']).map(({ type }) => type)).toEqual([
      'issue.new',
      'message',
    ]);
  });

  it('ignores fields it does not know, an id with NUL, and a time to wait that is no number', () => {
    const waits: number[] = [];
    const text = 'retry: 5x\nretry: 1500\nid: a\0b\nnonsense: 1\nDATA: x\ndata: y\n\n';
    expect(readAll([text], { lastEventId: '3', onRetry: (wait) => waits.push(wait) })).toEqual([
      { type: 'message', data: 'y', lastEventId: '3' },
    ]);
    expect(waits).toEqual([1500]);
  });

  it('may begin with a byte order mark', () => {
    expect(dataOf('\uFEFFdata: a\n\n')).toEqual(['a']);
    expect(dataOf('\uFEFF\uFEFFdata: a\n\ndata: b\n\n')).toEqual(['b']);
  });

  it('reads the same however it is cut', () => {
    const line = fc.constantFrom('data: a', 'data:', 'data', ': c', 'event: e', 'id: 1', 'id', '', '', 'x: y');
    const end = fc.constantFrom('\n', '\r', '\r\n');
    const stream = fc.array(fc.tuple(line, end)).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(60)), (text, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        expect(readAll(pieces)).toEqual(readAll([text]));
      }),
    );
  });
});
