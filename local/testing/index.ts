// `serverless-tiers-local/testing`: what tests of programs and of their parts need, in any test runner.
export type { Log } from "../cloud/log";
export type { Registration } from "../engine/program/registration";
export { UNKNOWN } from "../engine/values/signatures";
export { type LocalCloud, type LocalCloudOptions, startCloud } from "./local-cloud";
export { isUnknown, resolved } from "./outputs";
export {
  type EvaluatedProgram,
  evaluateProgram,
  type ProgramOptions,
  type RecordingOptions,
  registered,
} from "./recording";
export { dependencies, listed, the } from "./registrations";
