export { freePort } from '@railguard/solo/free-port';
