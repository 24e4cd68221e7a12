/**
 * A statement that PostgreSQL parses and plans once for a connection. For those of every batch, where that would cost
 * as much as running them; their plans must be good whatever the parameters are. The name must be the statement's own.
 */
export const prepared = (name: string, text: string) => ({ name, text });
