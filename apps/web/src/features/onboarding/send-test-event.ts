import { t } from '../../text/text.ts';

/**
 * Sends an event as an application would, through the same door.
 * @throws Error with the reason where it is refused
 */
export async function sendTestEvent(projectId: string, publicKey: string): Promise<void> {
  const response = await fetch(`/api/v1/events/${projectId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-railguard-key': publicKey },
    body: JSON.stringify(testEvent()),
  });
  if (response.ok) return;
  const problem = await response.json().catch(() => ({}));
  throw new Error(t('onboarding.test_failed', { reason: problem.detail ?? problem.title ?? String(response.status) }));
}

function testEvent() {
  return {
    level: 'error',
    platform: 'javascript',
    environment: 'test',
    transaction: 'Set-up page',
    tags: { test: 'yes' },
    sdk: { name: 'railguard.test-event', version: '1' },
    request: { method: 'GET', url: location.href },
    exceptions: [
      {
        type: 'TestError',
        value: 'This is a test event, sent from the set-up page. Nothing is wrong.',
        mechanism: { type: 'test', handled: true },
        frames: [
          {
            function: 'sendTestEvent',
            filename: 'onboarding/test-event.js',
            lineno: 3,
            colno: 9,
            in_app: true,
            pre_context: ['function sendTestEvent() {', '  // Somebody pressed the button.'],
            context_line: "  throw new TestError('This is a test event');",
            post_context: ['}', ''],
          },
        ],
      },
    ],
  };
}
