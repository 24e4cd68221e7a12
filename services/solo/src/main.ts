import { ConfigError, readConfig } from '@railguard/kit/config';
import { createLifecycle, stopOnSignals } from '@railguard/kit/lifecycle';
import { createLog } from '@railguard/kit/log';
import { NewerSchemaError } from '@railguard/store/migrate';
import { startSolo } from './solo.ts';
import { StartError } from './start-error.ts';
import { createTerminal } from './terminal.ts';

/** EX_CONFIG of sysexits.h: the configuration is wrong. */
const EXIT_CONFIG = 78;

const terminal = createTerminal(process.stdout);
try {
  const config = readConfig({ RAILGUARD_LOG_LEVEL: 'warn', ...process.env });
  // People read stdout here, so the log goes to stderr and says only what needs attention unless asked for more.
  const log = createLog('railguard', config.logLevel, process.stderr);
  const lifecycle = createLifecycle(log);
  stopOnSignals(lifecycle, () => terminal.say('Stopping: what was accepted is being stored'));
  await startSolo({ config, log, lifecycle, terminal }).catch(async (error: unknown) => {
    await lifecycle.stop('it could not start');
    throw error;
  });
} catch (error) {
  process.stderr.write(`\n${whyNot(error)}\n`);
  process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
}

function whyNot(error: unknown): string {
  if (error instanceof ConfigError) {
    return `The configuration is wrong:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`;
  }
  if (error instanceof StartError || error instanceof NewerSchemaError) return error.message;
  return `Railguard cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
