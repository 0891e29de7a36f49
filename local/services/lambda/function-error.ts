/** What a function that failed said itself, without Lambda's wrapping; its log has the rest. */
export const errorMessageOf = (payload: Buffer): string => {
  const text = payload.toString("utf8");
  try {
    const { errorMessage, errorType } = JSON.parse(text) as { errorMessage?: unknown; errorType?: unknown };
    return typeof errorMessage === "string" && errorMessage !== "" ? errorMessage : String(errorType ?? text);
  } catch {
    return text;
  }
};
