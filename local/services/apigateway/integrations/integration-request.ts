import { HeaderList } from "../http/header-list";

/** What goes to the backend. */
export interface IntegrationRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: HeaderList;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** What the backend answers. */
export interface IntegrationAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
  /** The value that selection patterns see, where it is not the status. */
  readonly selection?: string;
  /** The body as header mappings see it, where that is not `body`. */
  readonly mappedBody?: string;
  readonly requestId?: string;
}

export const emptyAnswer = (status: number): IntegrationAnswer => ({
  status,
  headers: new HeaderList(),
  body: Buffer.alloc(0),
});
