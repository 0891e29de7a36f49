import { ServiceError } from "../../wire/service-error";

type Details = Readonly<Record<string, unknown>>;

export const malformedXml = (): ServiceError =>
  new ServiceError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const invalidArgument = (message: string, name?: string, value?: unknown): ServiceError =>
  new ServiceError("InvalidArgument", message, 400, {
    ...(name === undefined ? {} : { ArgumentName: name }),
    ...(value === undefined ? {} : { ArgumentValue: value }),
  });

export const invalidRequest = (message: string): ServiceError => new ServiceError("InvalidRequest", message, 400);

export const accessDenied = (message = "Access Denied", details: Details = {}): ServiceError =>
  new ServiceError("AccessDenied", message, 403, details);

export const noSuchKey = (Key: string): ServiceError =>
  new ServiceError("NoSuchKey", "The specified key does not exist.", 404, { Key });

export const noSuchVersion = (Key: string, VersionId: string): ServiceError =>
  new ServiceError("NoSuchVersion", "The specified version does not exist.", 404, { Key, VersionId });

/** fidelity: observed: localstack test_delete_object, test_get_object_with_version_unversioned_bucket */
export const invalidVersionId = (versionId: string): ServiceError =>
  invalidArgument("Invalid version id specified", "versionId", versionId);

export const noSuchUpload = (UploadId: string): ServiceError =>
  new ServiceError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
    { UploadId },
  );

// fidelity: docs: S3 API reference, error codes: MethodNotAllowed; observed: its further members
export const methodNotAllowed = (Method: string, ResourceType: string, headers = {}): ServiceError =>
  new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.", 405, {
    details: { Method, ResourceType },
    headers,
  });

export const preconditionFailed = (Condition: string): ServiceError =>
  new ServiceError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition,
  });

/** An error that tells something in headers too. */
export class S3Error extends ServiceError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status: number,
    { details = {}, headers = {} }: { details?: Details; headers?: Readonly<Record<string, string>> },
  ) {
    super(code, message, status, details);
    this.headers = headers;
  }
}
