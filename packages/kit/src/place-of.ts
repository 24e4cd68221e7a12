const DEFAULT_PORTS: Record<string, string> = {
  'postgres:': '5432',
  'postgresql:': '5432',
  'amqp:': '5672',
  'amqps:': '5671',
};

/** Where a URL leads, for people: `db:5432`, or the folder of a socket; never who signs in there. */
export function placeOf(url: string): string {
  const { protocol, hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  if (folder) return folder;
  return `${hostname || 'localhost'}:${port || DEFAULT_PORTS[protocol]}`;
}
