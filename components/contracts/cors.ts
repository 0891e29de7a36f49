/** Which pages of other origins may read the answers of an API; said once, for the API and for its functions. */
export interface CrossOrigin {
  /** `"*"`, or each origin as browsers send it: `"https://shop.example.com"`, without a path or a slash at its end. */
  readonly origins: "*" | readonly string[];
  /** Whether browsers may send cookies and client certificates along; not with `origins: "*"`. @default false */
  readonly credentials?: boolean;
}

/**
 * Stage variables that tell functions below `rest` what the `cors` of their API says: each origin in one, from 1, and
 * whether credentials count. Origins may be known later than functions and APIs are made, which both belong to a site.
 */
export const ORIGIN_VARIABLE = "serverlessTiersOrigin";
export const CREDENTIALS_VARIABLE = "serverlessTiersCredentials";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-set-stage-variables-aws-console.html (read 2026-11): what a variable can hold */
const HOLDS = /^[A-Za-z0-9._~:/?#&=,-]{1,512}$/;

/** @param known Absent: told once the deployment knows it. */
export const isToldOrigin = (known: string): boolean => HOLDS.test(known);
