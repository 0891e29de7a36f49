// The public surface. What is not here may change without notice.
export { type LocalCloud, type LocalCloudOptions, startCloud } from "./testing/local-cloud";
