import type { ContentProject, Reader } from './content.ts';
import { type Html, html } from './html.ts';
import type { Links } from './links.ts';

/** Light unless the reader's program asks for dark; one column that is as wide as the window, up to 600 px. */
const STYLE = `
body{margin:0;padding:0;background:#f4f5f7;color:#1b1f24;font:15px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
.page{max-width:600px;margin:0 auto;padding:16px 12px}
.card{background:#fff;border:1px solid #d9dde3;border-radius:8px;padding:20px;overflow-wrap:anywhere}
.what{color:#59636e;margin:0 0 4px;font-size:14px}
h1{font-size:19px;line-height:1.35;margin:0 0 6px}
h2{font-size:15px;margin:20px 0 6px}
.culprit{margin:0 0 14px;color:#59636e;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
.facts{border-collapse:collapse;width:100%;margin:0 0 6px}
.facts td,.list td{padding:3px 0;vertical-align:top}
.facts td:first-child{color:#59636e;padding-right:16px;white-space:nowrap;width:1%}
.list{border-collapse:collapse;width:100%}
.list td{border-top:1px solid #e6e9ed;padding:8px 0}
.list td.n{text-align:right;white-space:nowrap;padding-left:12px;color:#59636e}
.small{color:#59636e;font-size:13px}
.code{background:#f4f5f7;border-radius:6px;padding:8px 10px;margin:0 0 8px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12.5px}
.code div:first-child{color:#59636e}
.acts{margin:18px 0 0}
.acts a{display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border-radius:6px;border:1px solid #c4cad2;color:#1b1f24;text-decoration:none;font-weight:600}
.acts a.main{background:#2a56c6;border-color:#2a56c6;color:#fff}
.foot{padding:14px 4px;color:#59636e;font-size:12.5px}
a{color:#2a56c6}.foot a{color:#59636e}
.pre{display:none;max-height:0;overflow:hidden}
@media (prefers-color-scheme:dark){
body{background:#14171b;color:#e4e7eb}
.card{background:#1d2126;border-color:#343a42}
.what,.culprit,.facts td:first-child,.list td.n,.small,.code div:first-child,.foot,.foot a{color:#a3acb8}
.list td{border-color:#343a42}.code{background:#14171b}
.acts a{border-color:#4a525c;color:#e4e7eb}.acts a.main{background:#3e6ce0;border-color:#3e6ce0;color:#fff}
a{color:#8fb0ff}
}`.replace(/\n/g, '');

export interface Shell {
  title: string;
  /** What programs show behind the subject. */
  preheader: string;
  body: Html;
  foot: Html;
}

/** A whole document. Nothing in it is loaded from anywhere: no picture, no font, no script. */
export function shell({ title, preheader, body, foot }: Shell): string {
  const document = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${title}</title>`;
  return `${document.markup}<style>${STYLE}</style></head><body>${
    html`<div class="pre">${preheader}</div><div class="page"><div class="card">${body}</div><div class="foot">${foot}</div></div>`
      .markup
  }</body></html>\n`;
}

/** Why the mail came, and how there come fewer: the same in every mail. */
export function footer(
  links: Links,
  project: ContentProject,
  reader: Reader,
  rule: { id: string; name: string } | undefined,
): { html: Html; text: string } {
  const ofRule = rule && links.act({ action: 'unsubscribe_rule', projectId: project.id, ruleId: rule.id });
  const ofProject = links.act({ action: 'unsubscribe_project', projectId: project.id });
  const why = rule
    ? `The rule “${rule.name}” of ${project.name} sent this.`
    : `Alert rules of ${project.name} sent this.`;
  const ways: [string, string][] = [
    ...(ofRule ? [['No more of this rule', ofRule] as [string, string]] : []),
    ['No more of this project', ofProject],
    ...(reader.user_id ? [['What you are told of, and when', links.preferences] as [string, string]] : []),
  ];
  return {
    html: html`${why}<br>${ways.map(([words, link], index) => html`${index > 0 ? ' · ' : ''}<a href="${link}">${words}</a>`)}`,
    text: `${why}\n\n${ways.map(([words, link]) => `${words}:\n${link}`).join('\n')}\n`,
  };
}
