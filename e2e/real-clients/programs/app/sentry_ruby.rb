# An application that uses Sentry's gem and knows nothing of Railguard but its DSN.
require "sentry-ruby"

Sentry.init do |config|
  config.dsn = ENV.fetch("SENTRY_DSN")
  config.release = "shop@1.4.2"
  config.environment = "staging"
  config.server_name = "web-1"
  config.traces_sample_rate = 1.0
  config.background_worker_threads = 0
  config.logger = Logger.new($stderr)
end
Sentry.set_user(id: 7, email: "anna@example.com", username: "anna")
Sentry.set_tags(plan: "pro")
Sentry.set_extras(cart: { items: 3 })
Sentry.set_context("order", { number: 4711 })
Sentry.add_breadcrumb(
  Sentry::Breadcrumb.new(category: "checkout", message: "cart opened", level: "info", data: { items: 3 })
)

class OrderError < StandardError; end

def parse_order(text)
  Integer(text)
end

def load_order(number)
  parse_order("no number")
rescue ArgumentError
  raise OrderError, "cannot load order #{number}"
end

[4711, 4712].each do |number|
  load_order(number)
rescue OrderError => error
  Sentry.capture_exception(error)
end
Sentry.capture_message("stock is low", level: :warning)
Sentry.start_transaction(name: "GET /orders", op: "http.server").finish
