/** An act in words: `team.member_added` is "team: member added". The catalogue of the API is the list of them. */
export function wordAct(action: string): string {
  const [thing = '', deed = ''] = action.split('.');
  return `${thing.replaceAll('_', ' ')}: ${deed.replaceAll('_', ' ')}`;
}
