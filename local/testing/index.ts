export { startCloud } from "../start/start-cloud";
