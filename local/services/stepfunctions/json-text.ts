/** Why a text is no JSON. */
export const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

export const isJson = (text: string): boolean => jsonProblem(text) === undefined;
