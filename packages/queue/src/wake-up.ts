/** A bell that remembers one ring: a ring that comes while nobody waits ends the next wait at once. */
export interface WakeUp {
  ring(): void;
  /** Forgets earlier rings. Called before looking for work, so that a ring during the look is kept. */
  forget(): void;
  /** Resolves at the next ring, or after `ms` milliseconds. One waiter at a time. */
  wait(ms: number): Promise<void>;
}

export function createWakeUp(): WakeUp {
  let rung = false;
  let endWait: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      endWait?.();
    },
    forget: () => {
      rung = false;
    },
    wait: (ms) => {
      if (rung) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(end, ms);
        function end(): void {
          clearTimeout(timer);
          endWait = undefined;
          resolve();
        }
        endWait = end;
      });
    },
  };
}
