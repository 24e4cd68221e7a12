import { Type } from 'typebox';

/** The parameter of lists of an organisation that narrows them to some of its projects. */
export const ProjectIds = Type.Union(
  [Type.String({ maxLength: 4_000 }), Type.Array(Type.String({ maxLength: 4_000 }), { maxItems: 100 })],
  { description: 'Only these projects: repeated, or with commas between. Absent: every project you can see.' },
);
