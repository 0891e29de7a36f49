/** What becomes of events that nobody waits for, of a function or of one of its qualifiers. */
export interface EventConfig {
  readonly functionName: string;
  /** `$LATEST`, an alias or a version. */
  readonly qualifier: string;
  readonly retries?: number;
  readonly maxAgeSeconds?: number;
  /** ARNs. */
  readonly onFailure?: string;
  readonly onSuccess?: string;
}
