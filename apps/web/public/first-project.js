import { call } from './api.js';
import { snippet } from './snippet.js';

const POLL_MS = 2_000;
/** The access token lasts a quarter of an hour; nobody watches longer than that. */
const STOP_AFTER_MS = 14 * 60_000;

/** Shows how to send events to a project, and watches for the first one. */
export function showProject(project, token) {
  const { public_key } = project.keys.find((key) => key.is_active);
  const curl = [
    `curl -X POST '${baseOf(project.dsn)}/api/v1/events/${project.id}' \\`,
    `  -H 'X-Railguard-Key: ${public_key}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"message": "Hello from curl", "level": "error"}'`,
  ].join('\n');
  const sdk = [
    "import * as Sentry from '@sentry/node';",
    '',
    'Sentry.init({',
    `  dsn: '${project.sentry_dsn}',`,
    '});',
    "Sentry.captureException(new Error('Hello from my app'));",
  ].join('\n');
  document
    .getElementById('snippets')
    .replaceChildren(
      part(`DSN for Sentry SDKs`, 'Any Sentry SDK works: change nothing but its DSN.', project.sentry_dsn),
      part('In JavaScript', 'For example with @sentry/node; other languages take the same DSN.', sdk),
      part('DSN for Railguard SDKs', 'The same project by its UUID.', project.dsn),
      part('Without an SDK', 'Try it right now from a terminal.', curl),
    );
  watchForFirstEvent(project, token);
}

/** The address of the installation: the DSN without its key and its project. */
function baseOf(dsn) {
  const { protocol, host, pathname } = new URL(dsn);
  return `${protocol}//${host}${pathname.slice(0, pathname.lastIndexOf('/'))}`;
}

function part(title, text, code) {
  const section = document.createElement('section');
  const heading = document.createElement('h2');
  heading.textContent = title;
  const words = document.createElement('p');
  words.className = 'hint';
  words.textContent = text;
  section.append(heading, words, snippet(title, code));
  return section;
}

async function watchForFirstEvent(project, token) {
  const state = document.getElementById('first-event');
  for (const end = Date.now() + STOP_AFTER_MS; Date.now() < end; ) {
    const page = await call('GET', `/projects/${project.id}/issues?limit=1`, { token }).catch(() => undefined);
    const issue = page?.data[0];
    if (issue) {
      state.dataset.state = 'good';
      state.textContent = `Received: ${issue.short_id} ${issue.title}`;
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  state.dataset.state = '';
  state.textContent = 'Nothing came within a quarter of an hour. Load this page again to go on waiting.';
}
