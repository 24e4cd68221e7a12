import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { fullCount } from '../../format/count.ts';
import { exactTime } from '../../format/relative-time.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../button.tsx';
import { useColorScheme } from '../color-scheme.ts';
import { type ChartData, TOKENS } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import type { drawChart } from './draw-chart.ts';
import styles from './time-chart.module.css';

interface Props {
  label: string;
  data: ChartData;
  height?: number;
  /** A stretch was chosen with the pointer, in milliseconds since 1970. */
  onRange?: (from: number, to: number) => void;
}

/** Counts over time as bars, and the same numbers as a table for whoever would rather read them. */
export function TimeChart({ label, data, height = 160, onRange }: Props) {
  const [isTable, setTable] = useState(false);
  const [place, setPlace] = useState<number>();
  const total = data.series.reduce((sum, { values }) => sum + values.reduce((a, b) => a + b, 0), 0);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <Readout data={data} place={place} total={total} />
        <Button kind="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t('chart.table')}
        </Button>
      </figcaption>
      {isTable ? (
        <ChartTable label={label} data={data} />
      ) : (
        <Canvas
          label={t('chart.summary', { label, count: fullCount(total) })}
          data={data}
          height={height}
          onPoint={setPlace}
          onRange={onRange}
        />
      )}
      {data.series.length > 1 && <Legend data={data} />}
    </figure>
  );
}

function Canvas({
  label,
  data,
  height,
  onPoint,
  onRange,
}: Required<Pick<Props, 'label' | 'data' | 'height'>> & {
  onPoint: (place: number | undefined) => void;
  onRange: Props['onRange'];
}) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useColorScheme();
  const draw = useDrawChart();
  const range = useRef(onRange);
  range.current = onRange;
  // Before the browser paints, so that nobody sees an empty box between one drawing and the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew where the scheme changed
  useLayoutEffect(
    () =>
      draw?.(box.current!, data, {
        height,
        onPoint,
        ...(range.current ? { onRange: (from, to) => range.current?.(from, to) } : {}),
      }),
    [draw, data, height, onPoint, scheme],
  );
  return <div ref={box} className={styles.canvas} style={{ height }} role="img" aria-label={label} />;
}

/** What draws, once it is loaded. */
function useDrawChart(): typeof drawChart | undefined {
  const [draw, setDraw] = useState<typeof drawChart>();
  useEffect(() => {
    import('./draw-chart.ts').then((loaded) => setDraw(() => loaded.drawChart));
  }, []);
  return draw;
}

function Readout({ data, place, total }: { data: ChartData; place: number | undefined; total: number }) {
  const at = place === undefined ? undefined : data.times[place];
  if (place === undefined || at === undefined) return <span>{t('chart.total', { count: fullCount(total) })}</span>;
  const words = data.series.map(({ label, values }) => `${label} ${fullCount(values[place] ?? 0)}`);
  return (
    <span>
      {exactTime(new Date(at))}: {words.join(', ')}
    </span>
  );
}

function Legend({ data }: { data: ChartData }) {
  return (
    <ul className={styles.legend}>
      {data.series.map(({ label, tone }) => (
        <li key={label}>
          <span className={styles.swatch} style={{ background: `var(${TOKENS[tone]})` }} />
          <bdi>{showUnseen(label)}</bdi>
        </li>
      ))}
    </ul>
  );
}
