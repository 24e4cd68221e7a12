import type { Fault } from '../fault.ts';
import { alarmBroker } from './alarm-broker.ts';
import { cutBrokerConnections } from './cut-broker-connections.ts';
import { deploy } from './deploy.ts';
import { endDatabaseSessions } from './end-database-sessions.ts';
import { fillDisk } from './fill-disk.ts';
import { killBroker } from './kill-broker.ts';
import { killDatabase } from './kill-database.ts';
import { killDatabaseConnection } from './kill-database-connection.ts';
import { killEveryProcess } from './kill-every-process.ts';
import { killProcess } from './kill-process.ts';
import { killWorkersAgainAndAgain } from './kill-workers-again-and-again.ts';
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
  restartDatabase,
  killDatabase,
  killDatabaseConnection,
  endDatabaseSessions,
  pauseDatabase,
  fillDisk,
  publishTwice,
];
