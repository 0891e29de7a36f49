const MAX_LENGTH = 255;

/**
 * What is wrong with the logical name of a resource or component: it becomes part of keys, of names in AWS and, of a
 * bundle or a log, of the name of a file.
 */
export const logicalNameProblem = (name: string): string | undefined => {
  if (name.length > 0 && name.length <= MAX_LENGTH && !/\p{Cc}/u.test(name)) return undefined;
  return `the logical name ${JSON.stringify(name.slice(0, 40))} must be 1 to ${MAX_LENGTH} characters long, without control characters; give it another`;
};
