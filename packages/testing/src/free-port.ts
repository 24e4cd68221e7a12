/** For tests of parts that the product is made of, and that do not know of it. */
export { freePort } from '@railguard/solo/free-port';
