// Made by `npx tiers client local web`: do not edit.

export interface paths {
    "/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postLiveTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postSession"];
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postSessionRefresh"];
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
        post: operations["postShows"];
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
        put: operations["putShowsShowId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shows/{showId}/poster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["postShowsShowIdPoster"];
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
            items: {
                city: string;
                currency: string;
                organiser: string;
                poster?: string;
                /** Format: date-time */
                posterAt?: string;
                posterRefused?: string;
                price: number;
                seats: number;
                seatsLeft: number;
                /** Format: uuid */
                showId: string;
                /** Format: date-time */
                startsAt: string;
                title: string;
                version: number;
            }[];
            next?: string;
        };
        GetShowsShowId200: {
            city: string;
            currency: string;
            organiser: string;
            poster?: string;
            /** Format: date-time */
            posterAt?: string;
            posterRefused?: string;
            price: number;
            seats: number;
            seatsLeft: number;
            /** Format: uuid */
            showId: string;
            /** Format: date-time */
            startsAt: string;
            title: string;
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
        PostLiveTickets201: {
            ticket: string;
        };
        PostShows201: {
            city: string;
            currency: string;
            organiser: string;
            poster?: string;
            /** Format: date-time */
            posterAt?: string;
            posterRefused?: string;
            price: number;
            seats: number;
            seatsLeft: number;
            /** Format: uuid */
            showId: string;
            /** Format: date-time */
            startsAt: string;
            title: string;
            version: number;
        };
        PostShowsBody: {
            city: string;
            price: number;
            seats: number;
            /** Format: date-time */
            startsAt: string;
            title: string;
        };
        PostShowsShowIdPoster201: {
            /** Format: date-time */
            expiresAt: string;
            fields: {
                [key: string]: string;
            };
            /** Format: uri */
            url: string;
        };
        PostShowsShowIdPosterBody: {
            /** @enum {string} */
            contentType: "image/png" | "image/jpeg" | "image/webp";
            size: number;
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
        PutShowsShowId200: {
            city: string;
            currency: string;
            organiser: string;
            poster?: string;
            /** Format: date-time */
            posterAt?: string;
            posterRefused?: string;
            price: number;
            seats: number;
            seatsLeft: number;
            /** Format: uuid */
            showId: string;
            /** Format: date-time */
            startsAt: string;
            title: string;
            version: number;
        };
        PutShowsShowIdBody: {
            city: string;
            price: number;
            seats: number;
            /** Format: date-time */
            startsAt: string;
            title: string;
            version: number;
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
    getExport: {
        parameters: {
            query?: never;
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
                content?: never;
            };
        };
    };
    postLiveTickets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the target answers. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostLiveTickets201"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
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
                content?: never;
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
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
                content?: never;
            };
        };
    };
    postSessionRefresh: {
        parameters: {
            query?: never;
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
                mine?: string;
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
    postShows: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostShowsBody"];
            };
        };
        responses: {
            /** @description As the target answers. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostShows201"];
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
    putShowsShowId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                showId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutShowsShowIdBody"];
            };
        };
        responses: {
            /** @description As the target answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutShowsShowId200"];
                };
            };
        };
    };
    postShowsShowIdPoster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                showId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostShowsShowIdPosterBody"];
            };
        };
        responses: {
            /** @description As the target answers. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostShowsShowIdPoster201"];
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
