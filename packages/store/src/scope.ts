/** Whose eyes a query looks through: it finds only what belongs to an organisation of this person. */
export interface Scope {
  userId: string;
}
