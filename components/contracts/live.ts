/** The table of single-use tickets, and under which link the function that redeems them has it. */
export const TICKET_TABLE = { link: "tickets", key: "ticket", timeToLive: "expires" } as const;

/** The table of open connections, and under which link the function that keeps it has it. */
export const CONNECTION_TABLE = { link: "connections", key: "connectionId", timeToLive: "expires" } as const;

/** The parameter of the query in which a ticket comes. */
export const TICKET_PARAMETER = "ticket";
