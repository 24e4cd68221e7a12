import { Type } from 'typebox';
import { nullable, oneOf, Timestamp } from '../primitive.ts';
import { defineRoute } from '../route.ts';

const Storage = Type.Object(
  {
    layout: oneOf(['native', 'timescale'], 'How days of events are kept.'),
    database_bytes: Type.Integer({ minimum: 0 }),
    retention_days: Type.Integer({ minimum: 1 }),
    oldest_event_at: nullable(Timestamp),
    tables: Type.Array(
      Type.Object({
        name: Type.String(),
        bytes: Type.Integer({ minimum: 0, description: 'With indexes, and of all its days together.' }),
        rows: Type.Integer({ minimum: 0, description: 'As the database estimates them.' }),
      }),
      { description: 'The largest ones, largest first.' },
    ),
  },
  { $id: 'Storage' },
);

export const storageRoutes = [
  defineRoute({
    operationId: 'getStorage',
    tag: 'Installation',
    method: 'GET',
    path: '/api/v1/installation/storage',
    summary: 'How much is stored, and for how long',
    auth: 'user',
    role: 'instance_admin',
    success: { status: 200, description: 'Sizes and retention.', schema: Storage },
  }),
] as const;
