import type { Fault } from './fault.ts';
import type { Random } from './random.ts';
import type { Strikes } from './round.ts';

const FEWEST = 2;
const MOST = 5;
/** Of strikes that hit two different parts at the same moment: what nobody plans for. */
const DOUBLE = 0.35;

/** What goes wrong in one round, by chance. */
export function chooseStrikes(faults: Fault[], random: Random): Strikes {
  const count = Math.floor(random.between(FEWEST, MOST + 1));
  return Array.from({ length: count }, () => {
    const first = random.pick(faults);
    const others = faults.filter(({ touches }) => touches !== first.touches);
    return random.chance(DOUBLE) && others.length > 0 ? [first, random.pick(others)] : [first];
  });
}
