# An application that uses Sentry's SDK for Python and knows nothing of Railguard but its DSN.
# Usage: SENTRY_DSN=... python3 sentry_python.py report|crash
import os
import sys

import sentry_sdk

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    release="shop@1.4.2",
    dist="77",
    environment="staging",
    server_name="web-1",
    traces_sample_rate=1.0,
    # Two seconds are little on a busy machine.
    shutdown_timeout=10,
)
sentry_sdk.set_user({"id": 7, "email": "anna@example.com", "username": "anna"})
sentry_sdk.set_tag("plan", "pro")
sentry_sdk.set_extra("cart", {"items": 3})
sentry_sdk.set_context("order", {"number": 4711})
sentry_sdk.add_breadcrumb(category="checkout", message="cart opened", level="info", data={"items": 3})


class OrderError(Exception):
    pass


def parse_order(text):
    return int(text)


def load_order(number):
    try:
        return parse_order("no number")
    except ValueError as cause:
        raise OrderError("cannot load order %d" % number) from cause


def crashing_job():
    raise RuntimeError("the job crashed")


if sys.argv[1] == "crash":
    crashing_job()

for number in (4711, 4712):
    try:
        load_order(number)
    except OrderError as error:
        sentry_sdk.capture_exception(error)
sentry_sdk.capture_message("stock is low", level="warning")
with sentry_sdk.start_transaction(name="GET /orders", op="http.server"):
    pass
sentry_sdk.flush(timeout=5)
