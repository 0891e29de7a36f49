import type { GatewayResponseType } from "../plan/gateway-responses";

interface FailureDetails {
  /** Where it differs from the default status of the type. */
  readonly status?: number;
  /** `$context.error.validationErrorString`. */
  readonly validationError?: string;
  /** What the execution log says; absent: nothing worth a line. */
  readonly reason?: string;
}

/** The request ends here with one of the gateway's own answers. */
export class Failure extends Error {
  constructor(
    readonly type: GatewayResponseType,
    /** `null` prints as JSON's null. */
    readonly text: string | null,
    /** `x-amzn-ErrorType`. */
    readonly errorType: string,
    readonly details: FailureDetails = {},
  ) {
    super(details.reason ?? text ?? type);
    this.name = "Failure";
  }
}

// fidelity: observed: conformance errors-*, api-keys-*, routing-*; docs: supported gateway response types

export const missingAuthenticationToken = (): Failure =>
  new Failure("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token", "MissingAuthenticationTokenException");

export const invalidApiKey = (reason: string): Failure =>
  new Failure("INVALID_API_KEY", "Forbidden", "ForbiddenException", { reason });

/** Without a line in the log: there would be thousands a second. */
export const throttled = (): Failure => new Failure("THROTTLED", "Too Many Requests", "TooManyRequestsException");

export const quotaExceeded = (reason: string): Failure =>
  new Failure("QUOTA_EXCEEDED", "Limit Exceeded", "LimitExceededException", { reason });

export const missingParameters = (names: readonly string[]): Failure =>
  new Failure(
    "BAD_REQUEST_PARAMETERS",
    `Missing required request parameters: [${names.join(", ")}]`,
    "BadRequestException",
  );

export const invalidBody = (validationError: string): Failure =>
  new Failure("BAD_REQUEST_BODY", "Invalid request body", "BadRequestException", { validationError });

/** A defect of the request that has no type of its own. */
export const badRequest = (text: string): Failure =>
  new Failure("DEFAULT_4XX", text, "BadRequestException", { status: 400 });

// fidelity: docs: the status and the text; guess: the error type
export const uriTooLong = (): Failure =>
  new Failure("DEFAULT_4XX", "Request URI too long", "RequestUriTooLongException", { status: 414 });

// fidelity: observed: an answer to more than Lambda takes, as a user quotes it
export const requestTooLarge = (reason: string): Failure =>
  new Failure("REQUEST_TOO_LARGE", "Request Too Long", "BadRequestException", { reason });

export const unsupportedMediaType = (): Failure =>
  new Failure("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type", "BadRequestException");

export const unauthorized = (reason?: string): Failure =>
  new Failure("UNAUTHORIZED", "Unauthorized", "UnauthorizedException", reason ? { reason } : {});

export const accessDenied = (text: string): Failure => new Failure("ACCESS_DENIED", text, "AccessDeniedException");

/** The gateway cannot answer: a defect of the configuration or of what lies behind. */
export const internalError = (reason: string, status = 500): Failure =>
  new Failure("DEFAULT_5XX", "Internal server error", "InternalServerErrorException", { status, reason });

export const configurationError = (reason: string): Failure =>
  new Failure("API_CONFIGURATION_ERROR", "Internal server error", "InternalServerErrorException", { reason });

export const integrationFailure = (reason: string, status = 504, text = "Internal server error"): Failure =>
  new Failure("INTEGRATION_FAILURE", text, "InternalServerErrorException", { status, reason });

export const integrationTimeout = (milliseconds: number): Failure =>
  new Failure("INTEGRATION_TIMEOUT", "Endpoint request timed out", "InternalServerErrorException", {
    reason: `Execution failed due to a timeout error: the integration took longer than ${milliseconds} ms`,
  });
