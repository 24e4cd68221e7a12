import type { Event } from '@railguard/protocol/event';
import { expect, test } from 'vitest';
import { eventMarkdown } from './event-markdown.ts';
import { block, span } from './markdown-code.ts';

const event: Event = {
  event_id: '9c3f0a1b2c3d4e5f60718293a4b5c6d7',
  type: 'error',
  timestamp: '2026-11-23T10:00:00.000Z',
  level: 'error',
  platform: 'ruby',
  release: 'shop@1.4.2',
  exceptions: [
    {
      type: 'NoMethodError',
      value: "undefined method 'total'",
      mechanism: { handled: false },
      frames: [
        {
          function: 'create',
          filename: 'app/orders.rb',
          lineno: 42,
          in_app: true,
          pre_context: ['def create'],
          context_line: '  cart.total',
          post_context: ['end'],
        },
        { function: 'call', filename: 'rack.rb', lineno: 7, in_app: false },
      ],
    },
    { type: 'KeyError', value: 'key not found' },
  ],
  tags: { plan: 'pro' },
  user: { id: '7' },
  breadcrumbs: [{ timestamp: '2026-11-23T09:59:58.000Z', category: 'fetch', level: 'info', message: 'GET /cart' }],
};
const receivedAt = '2026-11-23T10:00:01.000Z';

test('an event reads as what happened, when, where, and what came before', () => {
  expect(eventMarkdown(event, { receivedAt })).toBe(`# \`NoMethodError: undefined method 'total'\`

- Event: \`9c3f0a1b2c3d4e5f60718293a4b5c6d7\`
- Happened: \`2026-11-23T10:00:00.000Z\`
- Received: \`2026-11-23T10:00:01.000Z\`
- Level: \`error\`
- Platform: \`ruby\`
- Release: \`shop@1.4.2\`

## Exception \`NoMethodError\`

Nobody caught it.

\`\`\`text
undefined method 'total'
\`\`\`

\`\`\`text
> create (app/orders.rb:42)
        41 | def create
  =>    42 |   cart.total
        43 | end
  call (rack.rb:7)
\`\`\`

## Caused by \`KeyError\`

\`\`\`text
key not found
\`\`\`

## Breadcrumbs

\`\`\`text
2026-11-23T09:59:58.000Z  fetch  info  GET /cart
\`\`\`

## Tags

- \`plan\`: \`pro\`

## User

\`\`\`text
{
  "id": "7"
}
\`\`\`
`);
});

test('long stacks and trails are cut, and say so', () => {
  const frames = Array.from({ length: 60 }, (_, n) => ({ function: `f${n}` }));
  const breadcrumbs = Array.from({ length: 40 }, (_, n) => ({ message: `crumb ${n}` }));
  const text = eventMarkdown({ ...event, exceptions: [{ type: 'E', frames }], breadcrumbs }, { receivedAt });
  expect(text).toContain('… and 10 more frames.');
  expect(text).toContain('… and 10 more breadcrumbs before these.');
  expect(text).toContain('crumb 39');
  expect(text).not.toContain('crumb 9\n');
});

test('what an event holds cannot leave its block or its span', () => {
  const hostile = 'x\n```\n# Title\n````\n<script>alert(1)</script>\n[a](javascript:b)';
  const text = eventMarkdown(
    {
      ...event,
      message: hostile,
      exceptions: [{ type: '`` <b>', value: hostile, frames: [{ function: hostile, filename: '```' }] }],
      tags: { [hostile]: hostile, '`': '`' },
      extra: { a: hostile },
    },
    { receivedAt },
  );
  // Whatever is outside of blocks and spans is ours.
  const withoutBlocks = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
  const withoutSpans = withoutBlocks.replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
  expect(withoutSpans).not.toMatch(/[<>[`]|alert|Title/);
});

test.each([
  ['a', '`a`'],
  ['', '`–`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  ['a\nb', '`a b`'],
  ['a\u202eb\u0007', '`a�b�`'],
])('%j is the span %s', (text, written) => {
  expect(span(text)).toBe(written);
});

test('a block is fenced by more backticks than it holds', () => {
  expect(block('a ```` b')).toBe('`````text\na ```` b\n`````');
});
