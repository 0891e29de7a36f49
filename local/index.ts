// The public surface. What is not here may change without notice.
export { type CloudOptions, type RunningCloud, startCloud } from "./start/start-cloud";
