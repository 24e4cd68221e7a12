/**
 * Every sentence of the dashboard, by what it is for. `{name}` is filled in; `one|other` follows the number `count`
 * (Intl.PluralRules). A second language is a second file with the same keys.
 */
export const en = {
  'app.name': 'Railguard',
  'app.skip': 'Skip to content',
  'nav.issues': 'Issues',
  'nav.projects': 'Projects',
  'nav.settings': 'Settings',
  'nav.main': 'Main',
  'nav.account': 'Account',
  'nav.sign_out': 'Sign out',
  'theme.label': 'Theme',
  'theme.system': 'As the system',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'error.title': 'This could not be loaded',
  'error.request': 'Request {id}',
  'error.retry': 'Try again',
  'error.offline': 'The server does not answer.',
  'error.not_found.title': 'Nothing is here',
  'error.not_found.text': 'The page does not exist, or it is not yours to see.',
  'error.not_found.home': 'To the issues',
  'sign_in.title': 'Sign in to Railguard',
  'sign_in.email': 'E-mail address',
  'sign_in.password': 'Password',
  'sign_in.submit': 'Sign in',
  'sign_in.needs_setup': 'There is no account yet: open the link that the server printed when it started.',
} as const;
export type TextKey = keyof typeof en;
