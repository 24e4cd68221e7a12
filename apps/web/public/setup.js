import { call, Refusal } from './api.js';
import { showProject } from './first-project.js';

const byId = (id) => document.getElementById(id);
const form = byId('form');
const refusal = byId('refusal');
const submit = byId('submit');
const FIELDS = ['email', 'password', 'name', 'project_name'];

/** Shows one of the three faces of this page. */
function show(id) {
  for (const face of ['notice', 'create', 'done']) byId(face).hidden = face !== id;
}

function notice(title, text) {
  byId('notice-title').textContent = title;
  byId('notice-text').textContent = text;
  show('notice');
  byId('notice-title').focus();
}

function markField(name, mistake) {
  const input = byId(name);
  const element = byId(`${name}-mistake`);
  element.textContent = mistake ?? '';
  element.hidden = !mistake;
  input.toggleAttribute('aria-invalid', Boolean(mistake));
  if (mistake) input.setAttribute('aria-invalid', 'true');
  const described = [byId(`${name}-hint`) && `${name}-hint`, mistake && `${name}-mistake`].filter(Boolean).join(' ');
  if (described) input.setAttribute('aria-describedby', described);
  else input.removeAttribute('aria-describedby');
}

/** In the words of this form; the server holds the same rules and has the last word. */
function mistakeIn(name) {
  const { validity, value } = byId(name);
  if (name === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value.trim())) return 'Enter an e-mail address.';
  if (name === 'password' && value.length < 10) return 'Use at least 10 characters.';
  if (name === 'project_name' && !value.trim()) return 'Give it a name.';
  return validity.tooLong ? 'This is too long.' : undefined;
}

function showMistakes(mistakes) {
  for (const name of FIELDS) markField(name, mistakes[name]);
  const first = FIELDS.find((name) => mistakes[name]);
  if (first) byId(first).focus();
  return first !== undefined;
}

function showRefusal(error) {
  const { code, errors = [] } = error instanceof Refusal ? error.problem : {};
  const inForm = Object.fromEntries(errors.map(({ pointer, detail }) => [pointer.slice(1), `This ${detail}.`]));
  if (showMistakes(inForm)) return;
  if (code === 'setup_closed') {
    refusal.textContent =
      'This link is not valid any more. Each start of the server prints a new one: open the latest.';
  } else {
    refusal.textContent = error instanceof Refusal ? error.message : 'The server does not answer. Is it running?';
  }
  refusal.hidden = false;
  refusal.focus();
}

async function createAccount(token) {
  refusal.hidden = true;
  if (showMistakes(Object.fromEntries(FIELDS.map((name) => [name, mistakeIn(name)])))) return;
  const body = { token, ...Object.fromEntries(FIELDS.map((name) => [name, byId(name).value])) };
  body.email = body.email.trim();
  const session = await call('POST', '/setup', { body });
  // The token is spent: it has no business in the history.
  history.replaceState(null, '', '/setup');
  await welcome(session);
}

async function welcome(session) {
  const { data } = await call('GET', '/projects', { token: session.access_token });
  const project = data.find(({ dsn }) => dsn);
  if (!project) return notice('You are signed in', 'No project has an active key. Create one through the API.');
  byId('done-text').textContent =
    `As ${session.user.email}. Point an application at Railguard, and its errors show up.`;
  show('done');
  byId('done-title').focus();
  showProject(project, session.access_token);
}

async function start() {
  const token = new URLSearchParams(location.search).get('token');
  const { needs_setup } = await call('GET', '/setup');
  if (!needs_setup) {
    const session = await call('POST', '/auth/refresh', { body: {} }).catch(() => undefined);
    if (session) return welcome(session);
    return notice('Railguard is set up', 'An owner account exists already. Sign in with it through the API.');
  }
  if (!token) {
    return notice(
      'Open the link from the server',
      'The server printed a link with a token when it started. Only that link creates the owner account.',
    );
  }
  show('create');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // Not `disabled`: that would take the focus away.
    if (submit.getAttribute('aria-disabled') === 'true') return;
    submit.setAttribute('aria-disabled', 'true');
    submit.textContent = 'Creating…';
    await createAccount(token).catch(showRefusal);
    submit.removeAttribute('aria-disabled');
    submit.textContent = 'Create account';
  });
}

await start().catch(() => notice('The server does not answer', 'Check that it is running, then load this page again.'));
