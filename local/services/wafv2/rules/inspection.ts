/** A web request as rules see it. */
export interface WebRequest {
  readonly method: string;
  /** As sent, with the stage. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** One request on its way through the rules of a web ACL. */
export interface Inspection {
  readonly request: WebRequest;
  readonly now: number;
  /** Bytes of a body that rules see. */
  readonly bodyLimit: number;
  /** Labels that rules before have put on the request, fully qualified. */
  readonly labels: Set<string>;
  /** Names of rules that matched and only count. */
  readonly counted: string[];
  /** Headers that rules before add to what the protected resource gets. */
  readonly inserted: (readonly [name: string, value: string])[];
}

/** Whether a statement matches. */
export type Test = (inspection: Inspection) => boolean;

export const headerValues = ({ headers }: WebRequest, name: string): string[] => {
  const lower = name.toLowerCase();
  return headers.filter(([own]) => own.toLowerCase() === lower).map(([, value]) => value);
};
