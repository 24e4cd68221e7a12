import { assignment } from './assignment.ts';
import { bearer } from './bearer.ts';
import { card } from './card.ts';
import { homeFolder } from './home-folder.ts';
import { iban } from './iban.ts';
import { jwt } from './jwt.ts';
import { pem } from './pem.ts';
import type { ScrubRule } from './rule.ts';
import { ssn } from './ssn.ts';
import { urlPassword } from './url-password.ts';

/** Every rule by value, in the order they are applied: whole blocks before what could stand inside them. */
export const SCRUB_RULES: readonly ScrubRule[] = [
  pem,
  bearer,
  jwt,
  urlPassword,
  card,
  iban,
  ssn,
  assignment,
  homeFolder,
];
