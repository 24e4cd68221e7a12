/**
 * Does something while no other tab does it. Over plain HTTP from another machine browsers have no locks, and it is done
 * at once.
 */
export function inTurn<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  // Absent where the context is not secure, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? locks.request(name, signal ? { signal } : {}, work) : work();
}
