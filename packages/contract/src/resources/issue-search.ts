import { Type } from 'typebox';

const MAX_SEARCH = 1_000;

/** A search among issues; `packages/contract/src/search` has the grammar. */
export const issueSearch = Type.String({
  maxLength: MAX_SEARCH,
  description: 'A search, such as `is:unresolved level:>=error !environment:dev "card declined"`.',
});

/** For the documentation of every operation that takes one. */
export const SEARCH_DESCRIPTION = `A search has terms that all hold: words, which all occur in title or culprit (\
\`"in quotes"\` with blanks in them, or a whole short id alone), and \`key:value\`, turned round as \`!key:value\`. Several \
values are \`key:[one,two]\`, an asterisk in a value stands for anything, and a backslash takes the meaning of \`*\`, \`"\` \
and \`\\\` away.

- \`is:\` unresolved, resolved, ignored, regressed, new (first seen within 7 days), unhandled, assigned, unassigned
- \`level:error\`, \`level:>=warning\`; \`handled:no\`; \`platform:ruby\`; \`type:error\`; \`project:shop\`
- \`assigned:me\`, \`assigned:none\`, \`assigned:ada@example.com\`, \`assigned:#team\`
- \`firstSeen:\`, \`lastSeen:\`: \`-24h\` (since then), \`+7d\` (before then), \`2026-11-23\` (that day, UTC), \
\`>2026-11-23T10:00:00Z\`; \`age:-24h\` is younger, \`age:+7d\` older; units are s, m, h, d, w
- \`timesSeen:>100\` counts events, \`users:>=10\` people
- \`has:user.id\` is seen with a tag of any value; any other key is a tag that an event was seen with: \`environment:\`, \
\`release:\`, \`user.email:\`, \`browser.name:\`, or one of your own. \`tags[key]:\` is a tag whatever its key.

What cannot be understood is answered with \`invalid_request\`, the place in the search and what was probably meant; so is a \
tag that no event had, and a project, member or team that is not there.`;
