/** An event as the HTML standard dispatches it. */
export interface StreamEvent {
  /** `message` where the stream names none. */
  type: string;
  data: string;
  /** The last id that the stream gave, with this event or before; empty where it gave none. */
  lastEventId: string;
}

export interface EventStreamReader {
  /** Takes the next piece of text, cut anywhere, and answers the events that it completes. */
  read(text: string): StreamEvent[];
}

export interface EventStreamOptions {
  /** Of the connection before. */
  lastEventId?: string;
  /** The stream asks to wait so many milliseconds before connecting again. */
  onRetry?: (milliseconds: number) => void;
}

const BOM = '\uFEFF';

/**
 * Reads server-sent events as the HTML standard has them interpreted
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation). What a stream leaves
 * unfinished at its end is no event.
 */
export function createEventStreamReader({ lastEventId = '', onRetry }: EventStreamOptions = {}): EventStreamReader {
  let isStart = true;
  /** Of a line that is not finished yet. */
  let rest = '';
  /** A line ended with a carriage return; a line feed right after it belongs to the same end. */
  let afterReturn = false;
  let type = '';
  let data = '';
  let id = lastEventId;

  function takeField(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') type = value;
    else if (name === 'data') data += `${value}\n`;
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) onRetry?.(Number(value));
  }

  function dispatch(): StreamEvent | undefined {
    const event = data === '' ? undefined : { type: type || 'message', data: data.slice(0, -1), lastEventId: id };
    type = '';
    data = '';
    return event;
  }

  /** The lines that are complete, without their ends. */
  function linesOf(text: string): string[] {
    const unread = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') afterReturn = text.endsWith('\r');
    const lines = (rest + unread).split(/\r\n|\r|\n/);
    rest = lines.pop()!;
    return lines;
  }

  return {
    read(text) {
      const piece = isStart && text.startsWith(BOM) ? text.slice(1) : text;
      if (text !== '') isStart = false;
      const events: StreamEvent[] = [];
      for (const line of linesOf(piece)) {
        if (line !== '') takeField(line);
        else {
          const event = dispatch();
          if (event) events.push(event);
        }
      }
      return events;
    },
  };
}
