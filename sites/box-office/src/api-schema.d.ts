// Stands in until the document of the API is there.
type Answer<Status extends number, Body> = {
  [status in Status]: { headers: { [name: string]: unknown }; content: { "application/json": Body } };
};
type Nothing = { query?: never; header?: never; path?: never; cookie?: never };
type OfShow = Omit<Nothing, "path"> & { path: { showId: string } };
type Sent<Body> = { content: { "application/json": Body } };
type Show = components["schemas"]["GetShowsShowId200"];
type Draft = components["schemas"]["PostShowsBody"];

export interface paths {
  "/shows": {
    parameters: Nothing;
    get: {
      parameters: Omit<Nothing, "query"> & { query?: { mine?: "true"; limit?: string; cursor?: string } };
      responses: Answer<200, { items: Show[]; next?: string }>;
    };
    post: { parameters: Nothing; requestBody: Sent<Draft>; responses: Answer<201, Show> };
  };
  "/shows/{showId}": {
    parameters: Nothing;
    get: { parameters: OfShow; responses: Answer<200, Show> };
    put: { parameters: OfShow; requestBody: Sent<Draft & { version: number }>; responses: Answer<200, Show> };
  };
  "/shows/{showId}/poster": {
    parameters: Nothing;
    post: {
      parameters: OfShow;
      requestBody: Sent<{ contentType: "image/png" | "image/jpeg" | "image/webp"; size: number }>;
      responses: Answer<201, { url: string; fields: { [name: string]: string }; expiresAt: string }>;
    };
  };
  "/live-tickets": { parameters: Nothing; post: { parameters: Nothing; responses: Answer<201, { ticket: string }> } };
}

export interface components {
  schemas: {
    GetShowsShowId200: {
      showId: string;
      title: string;
      city: string;
      startsAt: string;
      seats: number;
      seatsLeft: number;
      price: number;
      currency: string;
      version: number;
      organiser: string;
      poster?: string;
      posterRefused?: string;
      posterAt?: string;
    };
    PostShowsBody: { title: string; city: string; startsAt: string; seats: number; price: number };
  };
}
