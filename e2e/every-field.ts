import { type ErrorEvent, newEventId } from './error-event.ts';

/** A native event that uses every field of the protocol, each in the form in which it is answered. */
export function everyField(): ErrorEvent {
  const timestamp = new Date(Date.now() - 3_600_000).toISOString();
  return {
    event_id: newEventId(),
    type: 'error',
    timestamp,
    level: 'fatal',
    platform: 'ruby',
    message: 'could not create the order',
    logger: 'rails',
    transaction: 'OrdersController#create',
    environment: 'staging',
    release: 'shop@1.4.2',
    dist: '77',
    server_name: 'web-1',
    exceptions: [
      {
        type: 'NoMethodError',
        value: "undefined method 'total' for nil",
        module: 'Shop',
        mechanism: { type: 'rack', handled: false },
        frames: [
          {
            function: 'create',
            module: 'OrdersController',
            filename: 'app/controllers/orders_controller.rb',
            abs_path: '/srv/shop/app/controllers/orders_controller.rb',
            lineno: 42,
            colno: 7,
            in_app: true,
            pre_context: ['  def create', '    order = Order.find_by(id: params[:id])'],
            context_line: '    render json: order.total',
            post_context: ['  end'],
            vars: { order: null, params: { id: '7' } },
          },
          { function: 'process_action', filename: 'action_controller/metal.rb', lineno: 3, in_app: false },
        ],
      },
      { type: 'KeyError', value: 'key not found: :total', frames: [{ function: 'fetch', lineno: 1, in_app: true }] },
    ],
    user: { id: '7', email: 'anna@example.com', username: 'anna', ip_address: '198.51.100.7' },
    request: {
      method: 'POST',
      url: 'https://shop.example/orders',
      query_string: 'page=2',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Mozilla/5.0' },
      data: { order: { items: [1, 2] } },
      cookies: { theme: 'dark' },
      env: { SERVER_PORT: '443' },
    },
    tags: { plan: 'pro' },
    contexts: {
      runtime: { name: 'ruby', version: '3.4.1' },
      trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) },
    },
    extra: { cart: { items: 3, note: 'Grüße, 世界 🚀' }, empty: null },
    modules: { rails: '8.0.1' },
    breadcrumbs: [
      {
        timestamp,
        type: 'http',
        category: 'fetch',
        message: 'GET /orders',
        level: 'info',
        data: { status_code: 200 },
      },
    ],
    fingerprint: ['orders', '{{ default }}'],
    sdk: { name: 'railguard.ruby', version: '1.0.0' },
  };
}
