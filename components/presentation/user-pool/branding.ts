import type * as cognito from "@pulumi/aws/cognito";
import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { either, list, object, oneOf, record, text } from "../../core/args/args-shape";

/** How managed login looks: as Cognito gives it, or with settings of its branding editor and pictures. */
export type LoginBranding = "cognito" | OwnBranding;

export interface OwnBranding {
  /** The document that the branding editor of Cognito gives out, as it is. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Pictures by what they are for, 40 at most; another one later makes the branding anew. @default [] */
  readonly assets?: readonly BrandingAsset[];
}

export interface BrandingAsset {
  /** `"FORM_LOGO"`, `"FAVICON_ICO"`, `"PAGE_BACKGROUND"` and so on, as the API names them. */
  readonly category: string;
  readonly colorMode: "LIGHT" | "DARK" | "DYNAMIC";
  readonly extension: "ICO" | "JPEG" | "PNG" | "SVG" | "WEBP";
  /** The picture, in base64. */
  readonly bytes: string;
}

const asset = object<BrandingAsset>({
  category: text("a category, such as FORM_LOGO"),
  colorMode: oneOf("LIGHT", "DARK", "DYNAMIC"),
  extension: oneOf("ICO", "JPEG", "PNG", "SVG", "WEBP"),
  bytes: text("a picture in base64"),
});

export const brandingShape = either(
  (value) => value === "cognito",
  object<OwnBranding>(
    { settings: record(z.unknown(), "a document"), assets: list(asset, "a list of pictures").optional() },
    '"cognito"',
  ),
).optional();

const MAX_ASSETS = 40;

export const checkBranding = (component: string, branding: LoginBranding): void => {
  if (branding === "cognito") return;
  const { assets = [] } = branding;
  if (assets.length > MAX_ASSETS)
    throw new ArgsError(component, "branding.assets", `must be at most ${MAX_ASSETS} (there are ${assets.length})`);
};

export const brandingDefinition = (
  branding: LoginBranding,
): Omit<cognito.ManagedLoginBrandingArgs, "userPoolId" | "clientId"> =>
  branding === "cognito"
    ? { useCognitoProvidedValues: true }
    : {
        settings: JSON.stringify(branding.settings),
        ...(branding.assets && { assets: branding.assets.map((one) => ({ ...one })) }),
      };
