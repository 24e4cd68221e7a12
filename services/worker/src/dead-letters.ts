import { createInterface } from 'node:readline/promises';
import { readConfig } from '@railguard/kit/config';
import { createLog } from '@railguard/kit/log';
import { StartError, whyNot } from '@railguard/kit/start-error';
import { openQueue } from '@railguard/queue/open-queue';
import { waitForQueue } from '@railguard/queue/wait-for-queue';
import { createDatabase } from '@railguard/store/database';
import { parseCommand, USAGE, UsageError } from './dead-letters/command.ts';
import { rulesOfProject } from './dead-letters/rules-of-project.ts';
import { runCommand } from './dead-letters/run-command.ts';

/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;
const ANSWERS_WITHIN_MS = 10_000;

// The command of `npm run queue`: looks at dead letters and decides about them, from the environment alone.
try {
  const command = parseCommand(process.argv.slice(2));
  if (command.name === 'help') process.stdout.write(USAGE);
  else {
    const config = readConfig({ RAILGUARD_LOG_LEVEL: 'warn', ...process.env }, ['databaseUrl']);
    // People and programs read stdout here.
    const log = createLog('queue', config.logLevel, process.stderr);
    const { databaseUrl: url, retentionDays } = config;
    const queue = openQueue({ amqpUrl: config.amqpUrl, databaseUrl: url, log });
    const database = createDatabase({ url, maxConnections: 1, applicationName: 'railguard queue', log });
    try {
      const patience = { log: { warn: tell, info: tell }, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) };
      await waitForQueue(queue, config, patience).catch((error: unknown) => {
        if (error instanceof StartError) throw error;
        throw new StartError(`The queue does not answer within ${ANSWERS_WITHIN_MS / 1000} s.`);
      });
      process.exitCode = await runCommand(command, queue.deadLetters, {
        out: (text) => process.stdout.write(text),
        tell,
        confirm: process.stdin.isTTY ? confirm : undefined,
        retentionDays,
        rulesOf: (projectId) => rulesOfProject(database, projectId),
      });
    } finally {
      await queue.close();
      await database.close();
    }
  }
} catch (error) {
  const { sentence, exitCode } =
    error instanceof UsageError ? { sentence: `${error.message}\n\n${USAGE}`, exitCode: EXIT_USAGE } : whyNot(error);
  tell(sentence);
  process.exitCode = exitCode;
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
