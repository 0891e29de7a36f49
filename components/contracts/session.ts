/** The stage variable by which the functions of a session know whose it is: what they would need is made after them. */
export const SESSION_VARIABLE = "serverlessTiersSession";

/** Whose session is kept in a cookie, and for which pages. */
export interface SessionSettings {
  /** Of the user pool: `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI`. */
  readonly issuer: string;
  /** Id of a public app client. */
  readonly clientId: string;
  /** How long its refresh tokens last. */
  readonly seconds: number;
  /** Of the pages that have a session, as browsers send it: `https://shop.example.com`. */
  readonly origins: readonly string[];
}

/** `issuer=…&client=…&seconds=2592000&origins=https://a.example,https://b.example`; API Gateway takes few other characters. */
export const writeSession = ({ issuer, clientId, seconds, origins }: SessionSettings): string =>
  `issuer=${issuer}&client=${clientId}&seconds=${seconds}&origins=${origins.join(",")}`;

export const readSession = (text: string): SessionSettings | undefined => {
  const [, issuer, clientId, seconds, origins] =
    /^issuer=([^&]+)&client=([^&]+)&seconds=(\d+)&origins=([^&]+)$/.exec(text) ?? [];
  if (issuer === undefined || clientId === undefined || origins === undefined) return undefined;
  return { issuer, clientId, seconds: Number(seconds), origins: origins.split(",") };
};
