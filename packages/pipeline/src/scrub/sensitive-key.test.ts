import { expect, it } from 'vitest';
import { isSensitiveCookie, isSensitiveKey } from './sensitive-key.ts';

it.each([
  ...['password', 'Password', 'user_password', 'passwordConfirmation', 'passwd', 'DB_PASS', 'mysql_pwd', 'passphrase'],
  ...['secret', 'client_secret', 'clientSecret', 'SECRET_KEY_BASE', 'AWS_SECRET_ACCESS_KEY', 'clientsecret'],
  ...['api_key', 'api-key', 'apikey', 'apiKey', 'X-Api-Key', 'privateKey', 'private-key', 'access_key_id'],
  ...['auth', 'basic_auth', 'Authorization', 'proxy-authorization', 'oauth', 'X-Auth'],
  ...[
    'token',
    'access_token',
    'accessToken',
    'authenticity_token',
    'csrfmiddlewaretoken',
    'X-CSRFToken',
    'refresh-token',
  ],
  ...['credentials', 'aws_credentials', 'otp', 'two-factor', 'two_factor', 'cvv', 'ssn', 'card_number', 'jwt'],
  ...['Cookie', 'Set-Cookie', 'csrf', 'X-XSRF-Header'],
])('%s names a secret', (key) => {
  expect(isSensitiveKey(key)).toBe(true);
});

it.each([
  ...['author', 'author_id', 'authority', 'authenticated', 'tokens_used', 'max_tokens', 'token_count', 'tokenizer'],
  ...['secretary', 'passenger', 'compass', 'bypass', 'key', 'primary_key', 'keyboard', 'monkey', 'factory', 'factor'],
  ...['cookies_enabled', 'cardinality', 'postcard', 'session_count', 'accessibility', 'optional', 'message', ''],
])('%j does not', (key) => {
  expect(isSensitiveKey(key)).toBe(false);
});

it.each(['session', 'sessionid', 'PHPSESSID', '_shop_session', 'connect.sid', 'csrftoken', 'remember_me', 'jwt'])(
  'a cookie named %s is a secret',
  (name) => {
    expect(isSensitiveCookie(name)).toBe(true);
  },
);

it.each(['theme', 'locale', 'side', '_ga'])('a cookie named %s is none', (name) => {
  expect(isSensitiveCookie(name)).toBe(false);
});
