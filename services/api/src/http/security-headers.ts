import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Nothing but our own files may run, load or frame; pages hold no inline script or style, so none is allowed. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The headers every answer carries. Strict transport only where the installation is reached by https. */
export function securityHeaders(url: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: url.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  });
}
