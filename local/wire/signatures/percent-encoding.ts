/** Everything but letters, digits and `-._~`, as signatures of AWS and parts of a URL need it (RFC 3986). */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
