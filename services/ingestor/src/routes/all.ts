import type { IngestionRoute } from '../route.ts';
import { envelopeRoute } from './envelope.ts';
import { nativeRoute } from './native.ts';
import { storeRoute } from './store.ts';

/** Every protocol events come in by. */
export const INGESTION_ROUTES: IngestionRoute[] = [nativeRoute, envelopeRoute, storeRoute];
