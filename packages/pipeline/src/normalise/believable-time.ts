import { type Notes, note, within } from './notes.ts';
import { isoTime, noteUnreadable, parseTime } from './time.ts';

const FUTURE_TOLERANCE_MS = 60_000;
/** Less than this is the time a batch or a retry takes, not a wrong clock (Relay's limit). */
const DRIFT_TOLERANCE_MS = 55 * 60_000;
const DAY_MS = 86_400_000;

interface BelievableTime {
  timestamp: string;
  /** What every other time of the event must be moved by, in milliseconds. */
  shiftMs: number;
}

/**
 * When an event happened, as far as that can be believed: corrected by the client's clock drift, and the time of
 * receipt where it is missing, unreadable, over a minute ahead, or older than what is kept.
 */
export function believableTime(
  sent: { timestamp: unknown; sentAt: unknown },
  receivedAt: string,
  retentionDays: number,
  notes: Notes,
): BelievableTime {
  const received = Date.parse(receivedAt);
  return within(notes, 'timestamp', () => {
    const given = parseTime(sent.timestamp);
    if (given === undefined) {
      if (sent.timestamp !== undefined && sent.timestamp !== null) noteUnreadable(sent.timestamp, notes);
      return { timestamp: isoTime(received), shiftMs: 0 };
    }
    const drift = clockDrift(sent.sentAt, received);
    if (drift !== 0) note(notes, 'clock_drift', sent.timestamp);
    const corrected = given + drift;
    const tooNew = corrected > received + FUTURE_TOLERANCE_MS;
    const tooOld = corrected < received - retentionDays * DAY_MS;
    if (tooNew || tooOld) note(notes, tooNew ? 'future_timestamp' : 'past_timestamp', sent.timestamp);
    const happened = tooNew || tooOld ? received : corrected;
    return { timestamp: isoTime(happened), shiftMs: happened - given };
  });
}

function clockDrift(sentAt: unknown, received: number): number {
  // RFC 3339 by the protocol; a bare number here is no clock.
  const sent = typeof sentAt === 'string' ? parseTime(sentAt) : undefined;
  if (sent === undefined) return 0;
  const drift = received - sent;
  return Math.abs(drift) >= DRIFT_TOLERANCE_MS ? drift : 0;
}

/** An ISO time moved by `shiftMs`; as it is where that would leave the calendar. */
export function shifted(timestamp: string, shiftMs: number): string {
  const moved = Date.parse(timestamp) + shiftMs;
  return shiftMs === 0 || Number.isNaN(new Date(moved).getTime()) ? timestamp : isoTime(moved);
}
