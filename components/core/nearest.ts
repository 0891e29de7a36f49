export { nearest } from "../../contracts/nearest.cjs";
