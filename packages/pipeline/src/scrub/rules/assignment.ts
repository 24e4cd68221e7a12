import { FILTERED } from '../filtered.ts';
import type { ScrubRule } from './rule.ts';

const NAME = String.raw`(?:passw(?:or)?d|passphrase|pwd|secret(?:_\w{1,20})?|api[_-]?key|private[_-]?key|access[_-]?key|authorization|otp)`;
const NAME_OR_TOKEN = `(?:${NAME}|token)`;
const BARE = String.raw`(?!\[Filtered\])[^\s"'&,;<>)\]}]{1,2000}`;
const QUOTED = String.raw`(?:"(?!\[Filtered\])[^"\n]{1,2000}"|'(?!\[Filtered\])[^'\n]{1,2000}')`;

const FORMS = [
  // password=hunter2
  `(${NAME_OR_TOKEN}=)${BARE}`,
  // password = "hunter2", :password=>"hunter2"
  String.raw`(${NAME_OR_TOKEN}\s{0,3}=>?\s{0,3})${QUOTED}`,
  // "password": "hunter2", 'password': 2, "password" => 'hunter2'
  String.raw`(${NAME_OR_TOKEN}["']\s{0,3}(?:=>|:)\s{0,3})(?:${QUOTED}|${BARE})`,
  // password: "hunter2"; not for tokens, of which parsers say `Unexpected token: "x"`
  String.raw`(${NAME}\s{0,3}:\s{0,3})${QUOTED}`,
].map((form) => new RegExp(form, 'gi'));

/** A secret beside its own name inside a text: query strings, dumps of objects, settings that were printed. */
export const assignment: ScrubRule = {
  name: 'assignment',
  hint: /(?:[Pp]ass[wp]|PASS[WP]|[Pp]wd|PWD|[Ss]ecret|SECRET|[Kk]ey|KEY|[Tt]oken|TOKEN|[Aa]uthorization|AUTHORIZATION|[Oo]tp|OTP)\w{0,22}["']?\s{0,3}[=:]/,
  inSource: false,
  apply: (text) => FORMS.reduce((scrubbed, form) => scrubbed.replace(form, `$1${FILTERED}`), text),
};
