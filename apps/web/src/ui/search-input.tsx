import styles from './search-input.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Narrows what is beside it while it is typed. */
export function SearchInput({ label, value, onChange }: Props) {
  return (
    <input
      className={styles.search}
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(change) => onChange(change.target.value)}
    />
  );
}
