/** Which pages of other origins may read the answers of an API; said once, for the API and for its functions. */
export interface CrossOrigin {
  /** `"*"`, or each origin as browsers send it: `"https://shop.example.com"`, without a path or a slash at its end. */
  readonly origins: "*" | readonly string[];
  /** Whether browsers may send cookies and client certificates along; not with `origins: "*"`. @default false */
  readonly credentials?: boolean;
}
