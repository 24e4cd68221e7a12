import type { Reader, RenderedMail, SummaryContent } from './content.ts';
import { alertHeaders } from './headers.ts';
import { html } from './html.ts';
import type { Links } from './links.ts';
import { plainLine, subjectLine } from './plain.ts';
import { footer, shell } from './shell.ts';
import { plural, shortHeadline, time } from './words.ts';

/** What was held back, in one mail that says how much it is, why, and of what. */
export function summaryMail(content: SummaryContent, reader: Reader, links: Links): RenderedMail {
  const { project, alerts, total } = content;
  const title = `${plural(total, 'alert')} in one`;
  const why =
    content.why === 'quiet_hours'
      ? 'They came in your quiet hours.'
      : 'They came faster than the mails an hour that the project sends to one person.';
  const left = total - alerts.length;
  const foot = footer(links, project, reader, undefined);
  const lines = alerts.map(({ occasion, issue, at }) => ({
    name: issue
      ? project.include_details
        ? plainLine(issue.title, 140)
        : issue.short_id
      : occasion === 'digest'
        ? 'What it told is gone'
        : 'An issue that is gone',
    about: `${issue?.short_id ?? ''} ${shortHeadline(occasion)}, ${time(at, reader.timeZone)}`.trim(),
    link: issue && links.issue(issue.id),
  }));

  const body = html`<p class="what">${project.name}</p><h1>${title}</h1><p>${why}</p><table class="list" role="presentation">${lines.map(
    ({ name, about, link }) =>
      html`<tr><td>${link ? html`<a href="${link}">${name}</a>` : name}<br><span class="small">${about}</span></td></tr>`,
  )}</table>${left > 0 ? html`<p>And ${plural(left, 'other')}.</p>` : undefined}<p class="acts"><a class="main" href="${links.history(project.slug)}">All alerts</a></p>`;
  const text = [
    `${title}: ${project.name}`,
    '',
    why,
    '',
    ...lines.flatMap(({ name, about, link }) => [`- ${name}`, `  ${about}`, ...(link ? [`  ${link}`] : [])]),
    ...(left > 0 ? ['', `And ${plural(left, 'other')}.`] : []),
    '',
    `All alerts:\n${links.history(project.slug)}`,
    '',
    '-- ',
    foot.text,
  ].join('\n');
  return {
    subject: subjectLine(`[${project.name}] ${title}`),
    text,
    html: shell({ title, preheader: why, body, foot: foot.html }),
    headers: alertHeaders(links, project),
  };
}
