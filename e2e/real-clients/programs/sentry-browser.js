// A page that uses Sentry's SDK for browsers and knows nothing of Railguard but its DSN.
import * as Sentry from '@sentry/browser';

Sentry.init({
  dsn: window.SENTRY_DSN,
  release: 'shop-web@2.0.0',
  environment: 'staging',
  tracesSampleRate: 1,
  integrations: [Sentry.browserTracingIntegration()],
});
Sentry.setUser({ id: '8', email: 'bert@example.com' });
Sentry.setTag('theme', 'dark');

function renderCart() {
  throw new TypeError('cart is not a list');
}

async function loadCart() {
  throw new RangeError('cart has too many pages');
}

document.querySelector('#throw').addEventListener('click', () => renderCart());
document.querySelector('#reject').addEventListener('click', () => void loadCart());
document.querySelector('#message').addEventListener('click', () => Sentry.captureMessage('cart was abandoned'));
window.flushSentry = () => Sentry.flush(5000);
