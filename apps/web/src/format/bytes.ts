const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `950 B`, `1.2 MB`: in powers of a thousand, as disks are sold. */
export function wordBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}
