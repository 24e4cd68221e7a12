import { timeZones } from '../format/time-zones.ts';
import { Select } from './select.tsx';

interface Props {
  label: string;
  hideLabel?: boolean;
  value: string;
  onChange: (zone: string) => void;
}

/** Any zone of the IANA data base that the browser knows, and the one that is chosen. */
export function TimeZoneSelect({ value, ...rest }: Props) {
  return <Select {...rest} value={value} options={timeZones(value).map((zone) => ({ value: zone, label: zone }))} />;
}
