import type { AlertContent, Reader, RenderedMail } from './content.ts';
import { topFrames } from './frames.ts';
import { alertHeaders } from './headers.ts';
import { html } from './html.ts';
import type { Links } from './links.ts';
import { plain, plainLine, subjectLine } from './plain.ts';
import { footer, shell } from './shell.ts';
import { headline, plural, time } from './words.ts';

/**
 * One issue: what happened, where, to how many, and what can be done about it. The subject names the issue and not the
 * occasion, so that every mail about it has the same one.
 */
export function alertMail(content: AlertContent, reader: Reader, links: Links): RenderedMail {
  const { occasion, project, issue, rule } = content;
  const what = headline(occasion, content.facts);
  const name = project.include_details ? plainLine(issue.title) : issue.short_id;
  const culprit = project.include_details ? plainLine(issue.culprit) : '';
  const facts = factsOf(content, reader);
  const frames = project.include_details && content.event ? topFrames(content.event) : [];
  const acts = actsOf(content, reader, links);
  const foot = footer(links, project, reader, rule);

  const body = html`<p class="what">${what} in ${project.name}</p><h1>${name}</h1>${
    culprit ? html`<p class="culprit">${culprit}</p>` : undefined
  }<table class="facts" role="presentation">${facts.map(
    ([label, value]) => html`<tr><td>${label}</td><td>${value}</td></tr>`,
  )}</table>${
    frames.length > 0 ? html`<h2>Where</h2>` : undefined
  }${frames.map(({ place, source }) => html`<div class="code"><div>${place}</div>${source ? html`<div>${source}</div>` : undefined}</div>`)}<p class="acts">${acts.map(
    ([words, link], index) => html`<a href="${link}"${index === 0 ? html` class="main"` : undefined}>${words}</a>`,
  )}</p>`;
  const text = [
    `${what} in ${project.name}`,
    '',
    name,
    ...(culprit ? [culprit] : []),
    '',
    // Lines of an event stay below their label: nothing of it may look like a line of ours.
    ...facts.map(([label, value]) => `${label}: ${value.replaceAll('\n', '\n    ')}`),
    ...(frames.length > 0 ? ['', 'Where:'] : []),
    ...frames.flatMap(({ place, source }) => [`  ${place}`, ...(source ? [`      ${source}`] : [])]),
    '',
    ...acts.map(([words, link]) => `${words}:\n${link}`),
    '',
    '-- ',
    foot.text,
  ].join('\n');

  return {
    subject: subjectLine(`[${project.name}] ${project.include_details ? `${name} (${issue.short_id})` : name}`),
    text,
    html: shell({ title: name, preheader: `${what}. ${plural(issue.event_count, 'event')}.`, body, foot: foot.html }),
    // A test is no part of the issue's story.
    headers: alertHeaders(links, project, occasion === 'test' ? undefined : issue.id),
  };
}

function factsOf({ project, issue, event }: AlertContent, { timeZone }: Reader): [string, string][] {
  const { environment, release } = event ?? {};
  const message = event?.message && plainLine(event.message) !== plainLine(issue.title) ? event.message : undefined;
  const details: [string, string | undefined][] = [
    ['Message', message && plain(message, 300)],
    ['Level', event?.level ?? issue.level],
    ['Environment', environment && plainLine(environment)],
    ['Release', release && plainLine(release)],
    ['Transaction', event?.transaction && plainLine(event.transaction)],
  ];
  return [
    ...(project.include_details ? details : []),
    ['Issue', issue.short_id],
    [
      'Seen',
      `${plural(issue.event_count, 'time')}${issue.user_count > 0 ? `, by ${plural(issue.user_count, 'user')}` : ''}`,
    ],
    ['First', time(issue.first_seen, timeZone)],
    ['Last', time(issue.last_seen, timeZone)],
  ].filter((row): row is [string, string] => Boolean(row[1]));
}

/** Viewers can only look; somebody without an account is asked to sign in for that. */
function actsOf({ project, issue }: AlertContent, reader: Reader, links: Links): [string, string][] {
  const open: [string, string] = ['Open the issue', links.issue(issue.id)];
  if (!reader.may_edit) return [open];
  const about = { projectId: project.id, issueId: issue.id };
  return [
    open,
    ['Resolve', links.act({ action: 'resolve', ...about })],
    ['Ignore', links.act({ action: 'ignore', ...about })],
  ];
}
