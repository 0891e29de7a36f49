export { startCloud } from "../cloud";
