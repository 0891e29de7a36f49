import type { Denial } from "../../../access/permit";
import type { RestCall, RestOperation } from "../../../wire/operations/rest-operation";
import { xml } from "../../../wire/protocols/xml";
import type { ApiResponse } from "../../../wire/transport/api-request";
import type { ControlPlane } from "../control/control-plane";

/** A call, with what its path names. */
export interface CloudFrontCall extends RestCall {
  readonly distribution: string;
  readonly invalidation: string;
  /** Of a function. */
  readonly name: string;
}

export type CloudFrontOperation = RestOperation<ControlPlane, CloudFrontCall>;

export const CLOUDFRONT_DENIAL: Denial = { code: "AccessDenied", status: 403 };

export const XMLNS = ' xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"';

/** An answer in XML. */
export const answer = (
  status: number,
  name: string,
  value: object,
  headers: Readonly<Record<string, string>> = {},
): ApiResponse => ({
  status,
  headers: { "content-type": "text/xml", ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value, XMLNS)}`,
});

/** A list as CloudFront writes it. */
export const quantity = (name: string, items: readonly unknown[]): object => ({
  Quantity: items.length,
  ...(items.length > 0 && { Items: { [name]: items } }),
});

/** One page of a list, after the marker. */
export const pageOf = <Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
): { readonly page: readonly Item[]; readonly shown: object } => {
  const marker = query.get("Marker") ?? "";
  const max = Math.min(Number(query.get("MaxItems") ?? 100) || 100, 100);
  const from = marker === "" ? 0 : items.findIndex(({ id }) => id === marker) + 1;
  const page = items.slice(from, from + max);
  const more = from + max < items.length;
  return {
    page,
    shown: { Marker: marker, NextMarker: more ? page.at(-1)?.id : undefined, MaxItems: max, IsTruncated: more },
  };
};

/** The ARN of the distribution that a call names. */
export const distributionArn = ({ cloud }: ControlPlane, { distribution }: CloudFrontCall): string =>
  `arn:${cloud.partition}:cloudfront::${cloud.account}:distribution/${distribution}`;
