/**
 * Milliseconds of processor time that `run` takes on this thread. Tests that something does not blow up go by it: the
 * clock on the wall counts what others do on a busy machine, too.
 */
export function cpuMsOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
