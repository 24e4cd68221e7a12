import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line of the log says about the request that it was written for. */
export interface RequestContext {
  request_id: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`, and whatever it starts, for one request. */
export function forRequest<Result>(context: RequestContext, work: () => Result): Result {
  return storage.run(context, work);
}

/** undefined outside of requests. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}
