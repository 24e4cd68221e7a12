/** What the made-up shop is built of. Words rather than numbers, because grouping takes numbers for details. */
export const ERROR_TYPES = [
  'NoMethodError',
  'ArgumentError',
  'ActiveRecord::RecordNotFound',
  'Timeout::Error',
  'JSON::ParserError',
  'KeyError',
  'Redis::CannotConnectError',
  'Net::ReadTimeout',
  'ActionView::Template::Error',
  'PG::UniqueViolation',
] as const;

export const RESOURCES = [
  'orders',
  'carts',
  'payments',
  'invoices',
  'customers',
  'addresses',
  'shipments',
  'returns',
  'coupons',
  'products',
  'reviews',
  'wishlists',
  'sessions',
  'subscriptions',
  'refunds',
  'warehouses',
  'suppliers',
  'taxes',
  'exports',
  'webhooks',
] as const;

export const ACTIONS = ['create', 'update', 'show', 'destroy', 'index', 'search', 'confirm', 'archive'] as const;

export const PATHS = ['checkout', 'account', 'admin', 'api', 'mobile', 'partner', 'kiosk'] as const;

export const ENVIRONMENTS = ['production', 'production', 'production', 'staging', 'review'] as const;

export const capitalised = (word: string) => word[0]!.toUpperCase() + word.slice(1);
