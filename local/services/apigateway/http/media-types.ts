// fidelity: observed: conformance proxy-lambda-binary-*: the first entry alone counts, `image/*` matches, `*/x` never
export const matchesMediaTypes = (header: string | undefined, mediaTypes: readonly string[]): boolean => {
  // fidelity: docs: api-gateway-payload-encodings: */* is for all content types; observed: for requests that name none
  if (mediaTypes.includes("*/*")) return true;
  if (!header) return false;
  const [type, subtype, rest] = mediaTypeOf(header).split("/");
  if (!type || !subtype || rest !== undefined) return false;
  return mediaTypes.some((mediaType) => {
    const [ownType, ownSubtype] = mediaTypeOf(mediaType).split("/");
    return ownType !== "*" && ownType === type && (ownSubtype === "*" || ownSubtype === subtype);
  });
};

/** The media type of a header value, without parameters, as the first entry names it. */
export const mediaTypeOf = (header: string): string =>
  (header.split(",", 1)[0] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
