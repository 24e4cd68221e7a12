import { median } from '../figure.ts';
import { type Measurement, repeat } from '../measurement.ts';
import { withProduct } from '../product/with-product.ts';

/** From the start of the process until /readyz says that every part is up: on nothing, and on what is there. */
export const startUp: Measurement = {
  name: 'start-up',
  describes: 'first and second start until ready',
  async run(bench) {
    const runs = await repeat(bench.options.scale.runs, () =>
      withProduct(bench, async (product) => {
        const first = product.readyAfterMs() / 1_000;
        await product.stop();
        await product.restart();
        return { first, second: product.readyAfterMs() / 1_000 };
      }),
    );
    const firsts = runs.map(({ first }) => first);
    const seconds = runs.map(({ second }) => second);
    return [
      { id: 'start_first', title: 'First start to ready', value: median(firsts), unit: 's', runs: firsts },
      {
        id: 'start_second',
        title: 'Second start to ready',
        value: median(seconds),
        unit: 's',
        runs: seconds,
        target: { atMost: 5 },
      },
    ];
  },
};
