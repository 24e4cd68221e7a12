import { readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { whyNot } from '@railguard/kit/start-error';
import { startSolo } from './solo.ts';
import { createTerminal } from './terminal.ts';

const terminal = createTerminal(process.stdout);
try {
  const config = readConfig({ RAILGUARD_LOG_LEVEL: 'warn', ...process.env });
  // People read stdout here, so the log goes to stderr and says only what needs attention unless asked for more.
  const log = createLog('railguard', config.logLevel, process.stderr);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle, () => terminal.say('Stopping: what was accepted is being stored'));
  await startSolo({ config, log, lifecycle, terminal }).catch(async (error: unknown) => {
    // What was stopped halfway fails in any way it likes, and the signal ends the process.
    if (lifecycle.signal.aborted) return;
    await lifecycle.stop('it could not start');
    throw error;
  });
} catch (error) {
  const { sentence, exitCode } = whyNot(error);
  process.stderr.write(`\n${sentence}\n`);
  process.exit(exitCode);
}
