import { makeSecrets } from './make-secrets.ts';

/** Runs once before everything else, in a container that has the volume and no network. */
const FOLDER = process.argv[2] ?? '/run/railguard';

console.log(makeSecrets(FOLDER) ? 'Made the secrets of this installation.' : 'This installation has its secrets.');
