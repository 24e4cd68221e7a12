import { describe, expect, it } from 'vitest';
import { processNative, processSentry, stored } from '../testing/process.ts';
import { FILTERED } from './filtered.ts';

const CARD = '4111 1111 1111 1111';

describe('a secret told by its looks', () => {
  const hidden = `paid with ${FILTERED}`;
  const text = `paid with ${CARD}`;

  it('is gone from every place where a text can be', () => {
    const event = stored({
      message: text,
      message_template: text,
      message_params: [text],
      logger: text,
      transaction: text,
      exceptions: [
        {
          type: 'E',
          value: text,
          mechanism: { data: { a: text } },
          frames: [
            { vars: { a: [text] }, context_line: text, pre_context: [text], post_context: [text], unheard_of: text },
          ],
        },
      ],
      threads: [{ name: text, frames: [{ vars: { a: text } }] }],
      user: { username: text, data: { a: text } },
      request: {
        url: text,
        query_string: { a: text },
        headers: { 'X-Note': text },
        cookies: { note: text },
        data: { a: text },
        env: { A: text },
      },
      tags: { note: text },
      contexts: { shop: { a: { b: text } } },
      extra: { a: [{ b: text }] },
      breadcrumbs: [{ message: text, data: { a: text } }],
      fingerprint: [text],
      errors: [{ a: text }],
      unheard_of: { a: text },
      level: { a: text },
    });
    expect(JSON.stringify(event)).not.toContain('1111');
    expect(event.message).toBe(hidden);
    expect(event.exceptions![0]!.frames![0]!.context_line).toBe(hidden);
    expect(event.unknown).toEqual({ unheard_of: { a: hidden } });
    expect(event.processing_errors).toEqual([{ path: '/level', reason: 'wrong_type', value: { a: hidden } }]);
  });

  it('is gone from what is derived for people', () => {
    const processed = processNative({ message: text, culprit: text, fingerprint: ['{{ message }}'] });
    expect(processed.title).toBe(hidden);
    expect(processed.culprit).toBe(hidden);
    expect(processed.grouping.explanation).toEqual([{ label: 'fingerprint', value: hidden }]);
  });
});

describe('a secret told by its key', () => {
  it('is replaced whole, whatever it is', () => {
    expect(stored({ extra: { password: 'x', api_key: 7, auth: { user: 'a' }, tokens: 'fine' } }).extra).toEqual({
      password: FILTERED,
      api_key: FILTERED,
      auth: FILTERED,
      tokens: 'fine',
    });
  });

  it('stays where it holds nothing: a yes, a no, an empty text', () => {
    const extra = { password: true, token: '', secret: null };
    expect(stored({ extra: { ...extra } }).extra).toEqual(extra);
  });

  it('is found in variables, contexts, tags, breadcrumbs and user data', () => {
    const event = stored({
      exceptions: [{ type: 'E', frames: [{ vars: { password: 'x' } }] }],
      contexts: { app: { secret: 'x' }, auth: { anything: 'x' } },
      tags: { access_token: 'x' },
      breadcrumbs: [{ data: { deep: [{ 'X-Api-Key': 'x' }] } }],
      user: { id: '1', session_token: 'x' },
    });
    expect(event.exceptions![0]!.frames![0]!.vars).toEqual({ password: FILTERED });
    expect(event.contexts).toEqual({ app: { secret: FILTERED }, auth: { anything: FILTERED } });
    expect(event.tags).toEqual({ access_token: FILTERED });
    expect(event.breadcrumbs![0]!.data).toEqual({ deep: [{ 'X-Api-Key': FILTERED }] });
    expect(event.user!.data).toEqual({ session_token: FILTERED });
  });

  it('is found in a list of pairs and in JSON inside a text', () => {
    const { extra } = stored({
      extra: {
        pairs: [
          ['password', 'x'],
          ['page', '2'],
        ],
        body: '{"user":{"password":"x"},"n":1}',
      },
    });
    expect(extra).toEqual({
      pairs: [
        ['password', FILTERED],
        ['page', '2'],
      ],
      body: '{"user":{"password":"[Filtered]"},"n":1}',
    });
  });

  it('is found in the dropped value of a broken field', () => {
    const { processing_errors } = stored({ user: [{ password: 'x' }], tags: { token: { a: 'x' } } });
    expect(processing_errors).toEqual([
      { path: '/user', reason: 'wrong_type', value: [{ password: FILTERED }] },
      { path: '/tags/token', reason: 'wrong_type', value: FILTERED },
    ]);
  });
});

describe('a request', () => {
  const request = (fields: object) => stored({ request: fields }).request!;

  it('loses credentials in its headers and keeps the user agent', () => {
    const agent = 'Mozilla/5.0 (password=x) 4111111111111111';
    const { headers } = request({
      headers: { authorization: 'Bearer x', 'X-CSRFToken': 'x', 'user-agent': agent, accept: '*/*' },
    });
    expect(headers).toEqual({ Authorization: FILTERED, 'X-CSRFToken': FILTERED, 'User-Agent': agent, Accept: '*/*' });
  });

  it('loses the sessions among its cookies', () => {
    expect(
      request({ headers: { cookie: 'theme=dark; PHPSESSID=x; _shop_session=y; csrftoken=z; connect.sid=w' } }).cookies,
    ).toEqual({
      theme: 'dark',
      PHPSESSID: FILTERED,
      _shop_session: FILTERED,
      csrftoken: FILTERED,
      'connect.sid': FILTERED,
    });
  });

  it.each([
    ['token=abc&page=2', 'token=[Filtered]&page=2'],
    ['page=2&api%5Fkey=abc', 'page=2&api%5Fkey=[Filtered]'],
    ['note=4111+1111+1111+1111&x', 'note=[Filtered]&x'],
    ['a=1&b=%F0%9F', 'a=1&b=%F0%9F'],
    ['', ''],
  ])('keeps the spelling of its query except for secrets: %s', (query, scrubbed) => {
    expect(request({ query_string: query }).query_string).toBe(scrubbed);
  });

  it.each([
    ['a form', 'user=ada&password=x', 'user=ada&password=[Filtered]'],
    ['JSON', '{"password":"x","n":1}', '{"password":"[Filtered]","n":1}'],
    ['JSON without secrets', '{ "n": 1 }', '{ "n": 1 }'],
    ['text', 'hello', 'hello'],
  ])('loses secrets in a body of %s', (_, data, scrubbed) => {
    expect(request({ data }).data).toBe(scrubbed);
  });

  it('loses secrets in queries given as objects and as pairs', () => {
    expect(request({ query_string: { token: 'x', a: '1' } }).query_string).toEqual({ token: FILTERED, a: '1' });
    expect(
      request({
        query_string: [
          ['token', 'x'],
          ['a', '1'],
        ],
      }).query_string,
    ).toEqual([
      ['token', FILTERED],
      ['a', '1'],
    ]);
  });
});

describe('what is left alone', () => {
  it('is what source maps and grouping go by', () => {
    const secret = `/srv/${CARD.replaceAll(' ', '')}/a.js`;
    const event = {
      debug_meta: { images: [{ type: 'sourcemap', code_file: secret, debug_id: 'x' }] },
      exceptions: [
        { type: 'E', frames: [{ filename: secret, abs_path: secret, function: 'resetPassword', module: 'auth' }] },
      ],
      modules: { 'devise-token': '1.0', auth: '2' },
    };
    expect(stored(structuredClone(event))).toMatchObject(event);
  });

  it('is where a file lies, though a home folder goes from everything else', () => {
    const path = '/home/alice/shop/orders.py';
    const frames = [{ filename: path, abs_path: path, vars: { path } }];
    const { exceptions, message } = stored({ message: path, exceptions: [{ type: 'E', value: path, frames }] });
    const hidden = `/home/${FILTERED}/shop/orders.py`;
    expect(message).toBe(hidden);
    expect(exceptions).toEqual([
      { type: 'E', value: hidden, frames: [{ filename: path, abs_path: path, vars: { path: hidden } }] },
    ]);
  });

  it('is an e-mail address and an IP address', () => {
    const user = { email: 'ada@example.com', ip_address: '203.0.113.7' };
    expect(stored({ user, message: 'mail to ada@example.com from 203.0.113.7' })).toMatchObject({
      user,
      message: 'mail to ada@example.com from 203.0.113.7',
    });
  });

  it('is what was scrubbed before', () => {
    const once = processSentry({
      message: `password=x ${CARD} Bearer abc123.x`,
      request: { query_string: 'token=a', data: '{"token":"x"}' },
    }).event;
    expect(stored(structuredClone(once))).toMatchObject({ message: once.message, request: once.request });
  });
});
