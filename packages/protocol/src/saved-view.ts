/** How many saved views a person has in an organisation, and an organisation for everybody. */
export const MOST_SAVED_VIEWS = 50;
