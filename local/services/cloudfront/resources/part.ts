import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { type ControlPlane, newId } from "../control/control-plane";
import type { PartKind } from "../control/store";
import { checkPart } from "./part-rules";

/** A resource that distributions name. `errors`: how CloudFront's codes call it. */
const partType = (control: ControlPlane, kind: PartKind, type: string, errors: string): ResourceType => {
  const collection = control.store.of(kind);
  const put = async (id: string, inputs: Properties, outputs: Properties) => {
    const made = { ...outputs, ...inputs, etag: newId("E") };
    await collection.put(id, { id, inputs, outputs: made });
    await control.refresh();
    return made;
  };
  return {
    type,
    async create(inputs, context) {
      checkPart(kind, inputs, control);
      const { id, outputs } = recorded(type, inputs, context);
      return { id, outputs: await put(id, { ...inputs, ...named(outputs) }, outputs) };
    },
    update(id, inputs, { outputs }) {
      checkPart(kind, inputs, control);
      return put(id, { ...inputs, ...named(outputs, inputs) }, outputs);
    },
    async read(id) {
      const known = collection.get(id);
      return known && { ...known.outputs, ...known.inputs };
    },
    async delete(id) {
      control.refuseInUse(kind, id, errors);
      await collection.remove(id);
    },
  };
};

/** The name that it was given, or made up. */
const named = ({ name: made }: Properties, { name = made }: Properties = {}): Properties =>
  name === undefined ? {} : { name };

export const partTypes = (control: ControlPlane): ResourceType[] => [
  partType(control, "cachePolicy", "aws:cloudfront/cachePolicy:CachePolicy", "CachePolicy"),
  partType(
    control,
    "originRequestPolicy",
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
    "OriginRequestPolicy",
  ),
  partType(
    control,
    "responseHeadersPolicy",
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    "ResponseHeadersPolicy",
  ),
  partType(
    control,
    "originAccessControl",
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    "OriginAccessControl",
  ),
  partType(
    control,
    "originAccessIdentity",
    "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
    "CloudFrontOriginAccessIdentity",
  ),
  partType(control, "publicKey", "aws:cloudfront/publicKey:PublicKey", "PublicKey"),
  partType(control, "keyGroup", "aws:cloudfront/keyGroup:KeyGroup", "Resource"),
];
