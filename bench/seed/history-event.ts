import { createHash } from 'node:crypto';
import { tagsOfEvent } from '@railguard/pipeline/tags-of-event';
import type { ProcessedEvent } from '@railguard/protocol/processed';
import { type EventBody, errorEvent } from '../events/error-event.ts';
import { groupOf } from '../events/group.ts';
import { hexDigits, pick, type Random } from '../events/random.ts';
import { ENVIRONMENTS } from '../events/words.ts';

const USERS = 50_000;

/** Makes 2 kB events as the pipeline hands them to the store, with the issue decided here in place of grouping. */
export function createHistoryEvents(random: Random): (issue: number, at: Date) => ProcessedEvent {
  const bodies = new Map<number, EventBody>();
  const bodyOf = (issue: number): EventBody => {
    const body = bodies.get(issue) ?? errorEvent('2 kB', issue, 0);
    bodies.set(issue, body);
    return body;
  };

  return (issue, at) => {
    const group = groupOf(issue);
    const body = bodyOf(issue);
    const user = String(Math.floor(random() * USERS));
    const event = {
      ...body,
      event_id: hexDigits(random, 32),
      timestamp: at.toISOString(),
      message: `Request ${hexDigits(random, 8)} failed`,
      user: { id: user, email: `user-${user}@shop.example` },
      environment: pick(random, ENVIRONMENTS),
      release: `shop@1.${Math.floor(random() * 20)}.0`,
    };
    return {
      event,
      grouping: {
        hash: createHash('sha256').update(`bench ${issue}`).digest('hex'),
        algorithm: 'v1',
        explanation: [
          { label: 'exception type', value: group.errorType },
          { label: 'frame', value: `${group.controller} ${group.action}` },
        ],
      },
      title: group.title,
      culprit: `${group.controller}#${group.action}`,
      handled: false,
      user_identity: `id:${user}`,
      tags: tagsOfEvent(event, false),
    };
  };
}
