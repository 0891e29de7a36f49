// Made by `npx tiers client local shop`: do not edit.

export interface paths {
    "/info/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getInfoPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getShows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shows/{showId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getShowsShowId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTickets"];
        put?: never;
        post: operations["postTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{ticketId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteTicketsTicketId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        GetShows200: {
            cursor?: string;
            shows: {
                city: string;
                currency: string;
                price: number;
                seats: number;
                seatsLeft: number;
                /** Format: uuid */
                showId: string;
                /** Format: date-time */
                startsAt: string;
                title: string;
                venueId: string;
                version: number;
            }[];
        };
        GetShowsShowId200: {
            city: string;
            currency: string;
            price: number;
            seats: number;
            seatsLeft: number;
            /** Format: uuid */
            showId: string;
            /** Format: date-time */
            startsAt: string;
            title: string;
            venueId: string;
            version: number;
        };
        GetTickets200: {
            cursor?: string;
            tickets: {
                /** Format: date-time */
                bookedAt: string;
                seats: number;
                /** Format: uuid */
                showId: string;
                /** Format: uuid */
                ticketId: string;
            }[];
        };
        PostTickets200: {
            /** Format: date-time */
            bookedAt: string;
            seats: number;
            /** Format: uuid */
            showId: string;
            /** Format: uuid */
            ticketId: string;
        };
        PostTickets201: {
            /** Format: date-time */
            bookedAt: string;
            seats: number;
            /** Format: uuid */
            showId: string;
            /** Format: uuid */
            ticketId: string;
        };
        PostTicketsBody: {
            clientToken: string;
            seats: number;
            /** Format: uuid */
            showId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getInfoPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object. */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Type"?: string;
                    ETag?: string;
                    "Last-Modified"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such object. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bucket cannot be read. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bucket could not answer; try again. */
            503: {
                headers: {
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getShows: {
        parameters: {
            query?: {
                city?: string;
                from?: string;
                to?: string;
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetShows200"];
                };
            };
        };
    };
    getShowsShowId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                showId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetShowsShowId200"];
                };
            };
        };
    };
    getTickets: {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetTickets200"];
                };
            };
        };
    };
    postTickets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostTicketsBody"];
            };
        };
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostTickets200"];
                };
            };
            /** @description As the target answers. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostTickets201"];
                };
            };
        };
    };
    deleteTicketsTicketId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticketId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
