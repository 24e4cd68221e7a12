# An application that still uses Sentry's older gem, raven, and knows nothing of Railguard but its DSN.
# Usage: SENTRY_DSN=... ruby raven_ruby.rb report|crash
require "raven/base"

Raven.configure do |config|
  config.dsn = ENV.fetch("SENTRY_DSN")
  config.release = "shop@1.4.2"
  config.current_environment = "staging"
  config.environments = ["staging"]
  config.server_name = "web-1"
  config.logger = Logger.new($stderr)
end
Raven.user_context(id: 7, email: "anna@example.com", username: "anna")
Raven.tags_context(plan: "pro")
Raven.extra_context(cart: { items: 3 })
Raven.breadcrumbs.record do |crumb|
  crumb.category = "checkout"
  crumb.message = "cart opened"
  crumb.level = "info"
  crumb.data = { items: 3 }
end

class OrderError < StandardError; end

def parse_order(text)
  Integer(text)
end

def load_order(number)
  parse_order("no number")
rescue ArgumentError
  raise OrderError, "cannot load order #{number}"
end

def crashing_job
  raise "the job crashed"
end

if ARGV[0] == "crash"
  Raven.capture # without a block: whatever ends the program is sent
  crashing_job
end

[4711, 4712].each do |number|
  load_order(number)
rescue OrderError => error
  Raven.capture_exception(error)
end
Raven.capture_message("stock is low", level: "warning")
