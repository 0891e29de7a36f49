// fidelity: observed: conformance proxy-lambda-binary-*: the first entry alone counts, `image/*` matches, `*/x` never
export const matchesMediaTypes = (header: string | undefined, mediaTypes: readonly string[]): boolean => {
  if (!header || mediaTypes.length === 0) return false;
  const [type, subtype, rest] = mediaTypeOf(header).split("/");
  if (!type || !subtype || rest !== undefined) return false;
  return mediaTypes.some((mediaType) => {
    // fidelity: docs: api-gateway-payload-encodings: */* treats every type as binary
    if (mediaType === "*/*") return true;
    const [ownType, ownSubtype] = mediaTypeOf(mediaType).split("/");
    return ownType !== "*" && ownType === type && (ownSubtype === "*" || ownSubtype === subtype);
  });
};

/** The media type of a header value, without parameters, as the first entry names it. */
export const mediaTypeOf = (header: string): string =>
  (header.split(",", 1)[0] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
