/** One step of setting up: what to type where. */
export interface Step {
  /** Of a shell, or a file's name. */
  title: string;
  code: string;
}

/** How applications of a kind begin to report. `{dsn}` in what it writes is the project's DSN for Sentry's SDKs. */
export interface Platform {
  /** What the project's `platform` is, such as `javascript-react`. */
  id: string;
  name: string;
  /** Ways of installing, the most usual first; none where there is nothing to install. */
  install: Step[];
  configure: (dsn: string) => Step;
  /** Something that fails. */
  verify: Step;
}
