import type { DigestContent, Reader, RenderedMail } from './content.ts';
import { alertHeaders } from './headers.ts';
import { html } from './html.ts';
import type { Links } from './links.ts';
import { plainLine, subjectLine } from './plain.ts';
import { footer, shell } from './shell.ts';
import { number, plural, time } from './words.ts';

const DAY_MS = 86_400_000;

/** The day or the week of a project: how much there was, against the time before, and which issues it was most. */
export function digestMail(content: DigestContent, reader: Reader, links: Links): RenderedMail {
  const { project, from, to, events, events_before, new_issues, regressions } = content;
  const name = to.getTime() - from.getTime() > 2 * DAY_MS ? 'week' : 'day';
  const title = `The ${name} of ${project.name}`;
  const span = `${time(from, reader.timeZone)} to ${time(to, reader.timeZone)}`;
  const facts: [string, string][] = [
    ['Events', `${number(events)}${change(events, events_before)}`],
    ['New issues', number(new_issues)],
    ['Back again', number(regressions)],
  ];
  const foot = footer(links, project, reader, content.rule);
  const lines = content.issues.map((issue) => ({
    name: project.include_details ? plainLine(issue.title, 140) : issue.short_id,
    about: `${issue.short_id}${issue.is_new ? ', new' : ''}${project.include_details && issue.culprit ? `, ${plainLine(issue.culprit, 100)}` : ''}`,
    events: plural(issue.events, 'event'),
    link: links.issue(issue.id),
  }));
  const quiet = 'Nothing happened.';

  const body = html`<p class="what">${span}</p><h1>${title}</h1><table class="facts" role="presentation">${facts.map(
    ([label, value]) => html`<tr><td>${label}</td><td>${value}</td></tr>`,
  )}</table>${lines.length > 0 ? html`<h2>Most of it</h2>` : html`<p>${quiet}</p>`}<table class="list" role="presentation">${lines.map(
    ({ name, about, events, link }) =>
      html`<tr><td><a href="${link}">${name}</a><br><span class="small">${about}</span></td><td class="n">${events}</td></tr>`,
  )}</table><p class="acts"><a class="main" href="${links.project(project.slug)}">Open the project</a></p>`;
  const text = [
    title,
    span,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    ...(lines.length > 0 ? ['Most of it:'] : [quiet]),
    ...lines.flatMap(({ name, about, events, link }) => [`- ${name}`, `  ${about}, ${events}`, `  ${link}`]),
    '',
    `Open the project:\n${links.project(project.slug)}`,
    '',
    '-- ',
    foot.text,
  ].join('\n');
  return {
    subject: subjectLine(`[${project.name}] ${title}: ${plural(events, 'event')}, ${plural(new_issues, 'new issue')}`),
    text,
    html: shell({
      title,
      preheader: `${plural(events, 'event')}, ${plural(new_issues, 'new issue')}.`,
      body,
      foot: foot.html,
    }),
    headers: alertHeaders(links, project),
  };
}

function change(now: number, before: number): string {
  if (before === 0) return '';
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return ', as many as before';
  return `, ${number(Math.abs(percent))} % ${percent > 0 ? 'more' : 'fewer'} than before`;
}
