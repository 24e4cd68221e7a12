import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { shortCount } from '../../format/count.ts';
import { type ChartData, TOKENS } from './chart-data.ts';
import { stack } from './stack.ts';

interface Options {
  height: number;
  /** Which bucket the pointer or a finger is on. */
  onPoint: (place: number | undefined) => void;
  /** A stretch that was dragged over, in milliseconds since 1970. */
  onRange?: (from: number, to: number) => void;
}

/** Draws stacked bars into a box; answers how to take them away. In a module of its own, so that only charts load uPlot. */
export function drawChart(box: HTMLElement, { times, series, markers = [] }: ChartData, options: Options): () => void {
  const colorOf = readColors(box);
  const quiet = colorOf('--text-quiet');
  const line = colorOf('--line');
  const bars = uPlot.paths.bars!({ size: [0.8, 60], align: 1 });
  // The tallest first, so that those below are painted over it.
  const stacked = stack(series.map(({ values }) => values)).reverse();
  const tones = series.map(({ tone }) => colorOf(TOKENS[tone])).reverse();
  const step = times.length > 1 ? (times[1]! - times[0]!) / 1000 : 3_600;
  const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: '12px system-ui' };
  const plot = new uPlot(
    {
      width: box.clientWidth,
      height: options.height,
      legend: { show: false },
      cursor: { points: { show: false }, drag: { x: options.onRange !== undefined, y: false, setScale: false } },
      // The last bar stands on what follows its time, as all the others do.
      scales: {
        x: { range: (_, first, last) => [first, last + step] },
        y: { range: (_, __, most) => [0, Math.max(most * 1.1, 4)] },
      },
      axes: [
        { ...axis, grid: { show: false } },
        { ...axis, size: 44, values: (_, ticks) => ticks.map(shortCount) },
      ],
      series: [
        {},
        ...tones.map((color) => ({ stroke: color, fill: color, width: 0, paths: bars, points: { show: false } })),
      ],
      hooks: {
        setCursor: [({ cursor }) => options.onPoint(cursor.idx ?? undefined)],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < 4) return;
            options.onRange?.(self.posToVal(left, 'x') * 1000, self.posToVal(left + width, 'x') * 1000);
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
        draw: [
          (self) => {
            for (const { at } of markers) drawMarker(self, at, quiet);
          },
        ],
      },
    },
    [times.map((time) => time / 1000), ...stacked],
    box,
  );
  const resized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: options.height }));
  resized.observe(box);
  return () => {
    resized.disconnect();
    plot.destroy();
  };
}

function drawMarker({ ctx, bbox, valToPos }: uPlot, at: number, color: string): void {
  const x = valToPos(at / 1000, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.setLineDash([4, 4]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** A canvas knows no custom properties, and those with `light-dark()` are resolved only where a colour is used. */
function readColors(box: HTMLElement): (token: string) => string {
  return (token) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${token})`;
    box.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
