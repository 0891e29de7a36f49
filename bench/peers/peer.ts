/** What each gateway is asked to do. Its answer, always status 200, proves that it does. */
export type Work = "mock" | "cached" | "queue" | "function";

/** The answers of the works but `cached`, whose answer is the request's own id and so never the same unless cached. */
export const ANSWERS = {
  mock: '{"mocked":true}',
  queue: '{"queued":true}',
  function: '{"nothing":true}',
} as const satisfies Partial<Record<Work, string>>;

/** The function that does nothing, as every gateway runs it. */
export const FUNCTION_CODE = `exports.handler = async () => ({ statusCode: 200, body: ${JSON.stringify(ANSWERS.function)} });`;

/** A gateway to compare: how to install, start and deploy it is its own matter. */
export interface Peer {
  readonly name: string;
  /** The works that it has no way to do, and why; one line each. */
  readonly cannot: Partial<Readonly<Record<Work, string>>>;
  /**
   * Starts it with the API deployed. `folder` is its own: what it installs and writes stays there.
   * @throws Error whose message says why it cannot run here; then nothing is left running
   */
  start(folder: string): Promise<RunningPeer>;
}

export interface RunningPeer {
  /** Where the API answers; each work has a path of its own name. */
  readonly url: string;
  /** Some messages that are in the queue, which `POST /queue` fills. */
  messages(): Promise<readonly string[]>;
  stop(): Promise<void>;
}
