/** What is wrong with a bucket's name. */
// fidelity: docs: S3 user guide, "General purpose bucket naming rules"
export const bucketNameProblem = (name: string): string | undefined => {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    return "3 to 63 lower case letters, digits, dots and hyphens, with a letter or digit at both ends";
  }
  if (name.includes("..")) return "no two dots side by side";
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) ? "not the form of an IP address" : undefined;
};
