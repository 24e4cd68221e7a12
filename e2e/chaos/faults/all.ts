import type { Fault } from '../fault.ts';
import { alarmBroker } from './alarm-broker.ts';
import { cutBrokerConnections } from './cut-broker-connections.ts';
import { deploy } from './deploy.ts';
import { endDatabaseSessions } from './end-database-sessions.ts';
import { fillDisk } from './fill-disk.ts';
import { forgetBrokerConnections } from './forget-broker-connections.ts';
import { forgetDatabaseConnections } from './forget-database-connections.ts';
import { killBroker } from './kill-broker.ts';
import { killDatabase } from './kill-database.ts';
import { killDatabaseConnection } from './kill-database-connection.ts';
import { killEveryProcess } from './kill-every-process.ts';
import { killProcess } from './kill-process.ts';
import { killWorkersAgainAndAgain } from './kill-workers-again-and-again.ts';
import { loseAnswersOfBroker } from './lose-answers-of-broker.ts';
import { loseAnswersOfDatabase } from './lose-answers-of-database.ts';
import { outlastALease } from './outlast-a-lease.ts';
import { pauseBroker } from './pause-broker.ts';
import { pauseDatabase } from './pause-database.ts';
import { pauseProcess } from './pause-process.ts';
import { publishTwice } from './publish-twice.ts';
import { restartBroker } from './restart-broker.ts';
import { restartDatabase } from './restart-database.ts';

/** Everything that goes wrong in the long form, each as likely as the others. */
export const FAULTS: Fault[] = [
  killProcess('ingestor'),
  killProcess('worker'),
  killProcess('api'),
  killWorkersAgainAndAgain,
  killEveryProcess,
  deploy,
  pauseProcess('ingestor'),
  pauseProcess('worker'),
  outlastALease,
  restartBroker,
  killBroker,
  pauseBroker,
  alarmBroker,
  cutBrokerConnections,
  loseAnswersOfBroker,
  forgetBrokerConnections,
  restartDatabase,
  killDatabase,
  killDatabaseConnection,
  endDatabaseSessions,
  loseAnswersOfDatabase,
  forgetDatabaseConnections,
  pauseDatabase,
  fillDisk,
  publishTwice,
];
