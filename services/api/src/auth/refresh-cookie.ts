import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

const NAME = 'railguard_refresh';
/** Sent to the routes that need it and to no other. */
const PATH = '/api/v1/auth';

export function readRefreshCookie(request: Request): string | undefined {
  return parseCookie(request.get('cookie') ?? '')[NAME] || undefined;
}

/** HttpOnly: out of reach of scripts. SameSite=Strict: never sent along by another site. */
export function setRefreshCookie(response: Response, token: string, seconds: number, secure: boolean): void {
  response.append('Set-Cookie', cookie(token, seconds, secure));
}

export function clearRefreshCookie(response: Response, secure: boolean): void {
  response.append('Set-Cookie', cookie('', 0, secure));
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  return stringifySetCookie({ name: NAME, value, path: PATH, maxAge, secure, httpOnly: true, sameSite: 'strict' });
}
