import type { Breadcrumb, Event, Exception, Frame, Request } from '@railguard/protocol/event';
import { type Group, groupOf } from './group.ts';
import { createRandom, hexDigits, pick, type Random } from './random.ts';
import { capitalised, ENVIRONMENTS, RESOURCES } from './words.ts';

/** An event without what changes from one to the next: its id, its time, its message and its user. */
export type EventBody = Omit<Event, 'event_id' | 'timestamp' | 'message' | 'user'>;

/** How large an event is as JSON, give or take one breadcrumb. */
export type EventSize = '2 kB' | '20 kB';

const SHAPES = {
  '2 kB': { bytes: 1_800, frames: 6, context: 0 },
  '20 kB': { bytes: 19_800, frames: 20, context: 5 },
} as const;

/**
 * A crash of the made-up shop as a Ruby SDK reports it. The same group and variant always make the same event;
 * variants of a group differ in details that grouping must not mind, such as line numbers and request ids.
 */
export function errorEvent(size: EventSize, groupNumber: number, variant: number): EventBody {
  const shape = SHAPES[size];
  const random = createRandom(groupNumber * 1_000 + variant);
  const group = groupOf(groupNumber);
  const event: EventBody = {
    type: 'error',
    level: 'error',
    platform: 'ruby',
    logger: 'rails',
    transaction: `${group.controller}#${group.action}`,
    environment: pick(random, ENVIRONMENTS),
    release: `shop@1.${Math.floor(random() * 8)}.0`,
    server_name: `web-${1 + Math.floor(random() * 4)}`,
    exceptions: [exception(group, shape, random)],
    request: request(group, random),
    tags: { plan: pick(random, ['free', 'pro', 'team']), region: pick(random, ['eu', 'us']), locale: 'en' },
    contexts: { runtime: { name: 'ruby', version: '3.4.2' }, os: { name: 'Linux', version: '6.1.0' } },
    breadcrumbs: [],
    sdk: { name: 'railguard.ruby', version: '1.0.0' },
  };
  fillWithBreadcrumbs(event, shape.bytes, random);
  return event;
}

function exception(group: Group, shape: { frames: number; context: number }, random: Random): Exception {
  return {
    type: group.errorType,
    value: `cannot ${group.action} ${group.resource} for the ${group.path} page`,
    mechanism: { type: 'rack', handled: false },
    frames: Array.from({ length: shape.frames }, (_, depth) => frame(group, depth, shape.context, random)),
  };
}

/** The crash is in the controller, the middle of the stack in the application, the rest in libraries. */
function frame(group: Group, depth: number, context: number, random: Random): Frame {
  const resource = depth === 0 ? group.resource : RESOURCES[(depth * 7 + group.resource.length) % RESOURCES.length]!;
  const inApp = depth < 3;
  const filename = inApp
    ? `app/${depth === 0 ? 'controllers' : 'models'}/${group.path}/${resource}.rb`
    : `gems/${resource}-kit/lib/${resource}/dispatcher.rb`;
  return {
    function: depth === 0 ? group.action : `with_${resource}`,
    module: inApp ? group.controller : `${capitalised(resource)}::Dispatcher`,
    filename,
    lineno: 10 + Math.floor(random() * 400),
    in_app: inApp,
    ...(context > 0
      ? {
          abs_path: `/srv/shop/${filename}`,
          pre_context: sourceLines(context, resource, random),
          context_line: `    ${resource}.each { |one| one.${group.action}!(${hexDigits(random, 6)}) }`,
          post_context: sourceLines(context, resource, random),
        }
      : {}),
  };
}

function sourceLines(count: number, resource: string, random: Random): string[] {
  return Array.from({ length: count }, () => `      ${pick(random, SOURCE)} # ${resource} ${hexDigits(random, 4)}`);
}

const SOURCE = [
  'return unless current_user.allowed?(:write)',
  'record.with_lock do',
  'total += line.price * line.quantity',
  'rescue ActiveRecord::StaleObjectError => error',
  'logger.info("processing", id: record.id)',
  'end',
];

function request(group: Group, random: Random): Request {
  return {
    method: 'POST',
    url: `https://shop.example/${group.path}/${group.resource}/${Math.floor(random() * 100_000)}`,
    headers: {
      'User-Agent': 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
      'X-Request-Id': hexDigits(random, 32),
    },
  };
}

function fillWithBreadcrumbs(event: EventBody, bytes: number, random: Random): void {
  let size = JSON.stringify(event).length;
  while (size < bytes) {
    const breadcrumb = queryBreadcrumb(random);
    event.breadcrumbs!.push(breadcrumb);
    size += JSON.stringify(breadcrumb).length + 1;
  }
}

function queryBreadcrumb(random: Random): Breadcrumb {
  const table = pick(random, RESOURCES);
  return {
    timestamp: '2026-11-23T10:00:00.000Z',
    category: 'sql.query',
    message: `select * from ${table} where id = ${Math.floor(random() * 1_000_000)}`,
    level: 'info',
    data: { rows: Math.floor(random() * 50), milliseconds: Number((random() * 20).toFixed(2)) },
  };
}
