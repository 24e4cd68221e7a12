// An application that uses Sentry's SDK for Node and knows nothing of Railguard but its DSN.
// Usage: SENTRY_DSN=… SENTRY_PACKAGE=@sentry/node node sentry-node.mjs report|crash
const Sentry = await import(process.env.SENTRY_PACKAGE);

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: 'shop@1.4.2',
  dist: '77',
  environment: 'staging',
  serverName: 'web-1',
  tracesSampleRate: 1,
  // Two seconds are little on a busy machine.
  shutdownTimeout: 10_000,
});
Sentry.setUser({ id: '7', email: 'anna@example.com', username: 'anna' });
Sentry.setTag('plan', 'pro');
Sentry.setExtra('cart', { items: 3 });
Sentry.setContext('order', { number: 4711 });
Sentry.addBreadcrumb({ category: 'checkout', message: 'cart opened', level: 'info', data: { items: 3 } });

class OrderError extends Error {
  name = 'OrderError';
}

function parseOrder(number) {
  return JSON.parse(`no json ${number}`);
}

function loadOrder(number) {
  try {
    return parseOrder(number);
  } catch (cause) {
    throw new OrderError(`cannot load order ${number}`, { cause });
  }
}

function crashingJob() {
  throw new TypeError('the job crashed');
}

if (process.argv[2] === 'crash') {
  setTimeout(crashingJob, 10);
} else {
  for (const number of [4711, 4712]) {
    try {
      loadOrder(number);
    } catch (error) {
      Sentry.captureException(error);
    }
  }
  Sentry.captureMessage('stock is low', 'warning');
  await Sentry.startSpan({ name: 'GET /orders', op: 'http.server' }, async () => {
    await Sentry.startSpan({ name: 'select orders', op: 'db' }, () => new Promise((resolve) => setTimeout(resolve, 5)));
  });
  await Sentry.close(5000);
}
