import { STATUS_CODES } from "node:http";
import type { APIGatewayProxyResult } from "aws-lambda";

/** What a problem says beside its status and its detail. */
export interface ProblemOptions {
  /** A URI that names the kind of problem, for programs. @default "about:blank", which is that of the status alone */
  readonly type?: string;
  /** The kind in words, the same each time. @default the words of the status, "Not Found" */
  readonly title?: string;
  /** Further members of the body, `{ seatsLeft: 3 }`. @default {} */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Of the answer, `{ "Retry-After": "1" }`. @default {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept for logs, never told to the client. */
  readonly cause?: unknown;
}

/**
 * Why a request is refused. Thrown anywhere below `rest`, it becomes the answer: a body of RFC 9457,
 * `application/problem+json`, with `type`, `title`, `status` and `detail`.
 *
 * @example
 * throw new Problem(409, "3 seats are left.", { type: "urn:problem-type:sold-out", title: "Sold out", more: { seatsLeft: 3 } });
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export class Problem extends Error {
  override readonly name: string = "Problem";
  readonly options: ProblemOptions;

  /**
   * @param status 400 to 599.
   * @param detail What is wrong with this request and what would be right. The client reads it, nothing internal belongs there.
   */
  constructor(
    readonly status: number,
    readonly detail: string,
    options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.options = options;
  }
}

/** The answer that a problem is. */
export const problem = ({
  status,
  detail,
  options: { type = "about:blank", title = STATUS_CODES[status], more, headers },
}: Problem): APIGatewayProxyResult => ({
  statusCode: status,
  headers: { "Content-Type": "application/problem+json", ...headers },
  body: JSON.stringify({ ...more, type, title, status, detail }),
});
