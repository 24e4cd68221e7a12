import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const NAME = String.raw`[^\s\\/"'\`<>:|?*,;()[\]{}]{1,100}`;
/** Not inside a URL's path or another path. A route can be `/home/orders`, so there a folder must follow the name. */
const UNIX = new RegExp(String.raw`(?<![\w.~%\]-])(\/home\/(?=${NAME}\/)|\/Users\/)${NAME}`, 'g');
/** Windows allows blanks in names; what follows says whether they are of the name. */
const WINDOWS = new RegExp(
  String.raw`\b([A-Z]:[\\/]{1,2}Users[\\/]{1,2})(?:${NAME}(?: ${NAME}){1,3}(?=\\)|${NAME})`,
  'gi',
);

/** The name of a person in the path of their home folder: `/home/alice/…`, `/Users/bob/…`, `C:\Users\bob\…`. */
export const homeFolder: ScrubRule = {
  name: 'home-folder',
  hint: /\/(?:home|Users)\/|:[\\/]{1,2}[Uu][Ss][Ee][Rr][Ss][\\/]/,
  inSource: false,
  apply: (text) => text.replace(UNIX, `$1${FILTERED}`).replace(WINDOWS, `$1${FILTERED}`),
};
