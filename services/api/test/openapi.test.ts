import { openapiDocument } from '@railguard/contract/openapi';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('the description that is served is valid OpenAPI 3.1 by a public validator', async () => {
  const served = await api.client.call('getOpenApi');
  expect(served).toEqual(JSON.parse(JSON.stringify(openapiDocument('http://railguard.example:8000'))));
  expect(served.openapi).toBe('3.1.0');
  expect(await new Validator().validate(structuredClone(served))).toEqual({ valid: true });
});

test('the validator would find a mistake', async () => {
  const broken = { ...openapiDocument(), paths: { '/x': { get: { responses: { nonsense: 1 } } } } };
  expect((await new Validator().validate(structuredClone(broken))).valid).toBe(false);
});
