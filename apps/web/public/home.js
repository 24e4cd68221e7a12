import { call } from './api.js';

const ready = document.getElementById('ready');
const setup = document.getElementById('setup');

/** The state is a colour and a sentence, never a colour alone. */
function show(element, state, sentence) {
  element.dataset.state = state;
  element.textContent = sentence;
  element.hidden = false;
}

async function showReadiness() {
  const answer = await fetch('/readyz').catch(() => undefined);
  if (!answer) return show(ready, 'bad', 'The server does not answer.');
  const { checks } = await answer.json();
  const down = Object.keys(checks).filter((name) => checks[name] !== 'ok');
  if (down.length === 0) return show(ready, 'good', 'Ready: events are taken, stored and can be read.');
  show(ready, 'bad', `Not ready: ${down.join(' and ')} did not answer.`);
}

async function showSetup() {
  const { needs_setup } = await call('GET', '/setup');
  if (needs_setup) {
    show(setup, 'waiting', 'No account yet: open the link that the server printed when it started.');
  } else {
    show(setup, 'good', 'The owner account exists.');
  }
}

await Promise.allSettled([showReadiness(), showSetup()]);
