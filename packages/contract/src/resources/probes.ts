import { Type } from 'typebox';
import type { DocumentedOperation } from '../operation.ts';
import { oneOf } from '../primitive.ts';

const Readiness = Type.Object(
  {
    status: oneOf(['ok', 'unavailable']),
    checks: Type.Record(Type.String(), oneOf(['ok', 'unavailable']), { description: 'Each dependency by name.' }),
  },
  { $id: 'Readiness' },
);

/** What every process answers about itself. */
export const probeOperations: DocumentedOperation[] = [
  {
    operationId: 'getHealth',
    tag: 'System',
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process is alive',
    auth: 'public',
    answers: { 200: { description: 'Alive.', schema: Type.Object({ status: Type.Literal('ok') }, { $id: 'Health' }) } },
  },
  {
    operationId: 'getReadiness',
    tag: 'System',
    method: 'GET',
    path: '/readyz',
    summary: 'Whether each thing the process depends on answers',
    auth: 'public',
    answers: {
      200: { description: 'Ready.', schema: Readiness },
      503: { description: 'At least one is down.', schema: Readiness },
    },
  },
  {
    operationId: 'getMetrics',
    tag: 'System',
    method: 'GET',
    path: '/metrics',
    summary: 'Metrics of the process for Prometheus',
    auth: 'public',
    answers: { 200: { description: 'Text exposition format.', contentType: 'text/plain', schema: Type.String() } },
  },
];
