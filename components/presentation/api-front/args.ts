import { component, list, object, oneOf, type Shape } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { RestApi } from "../../logic/rest-api/rest-api";
import { type ApiFrontTransform, apiFrontChildren } from "./children";

export interface ApiFrontArgs {
  /** The APIs, each below the name of its stage: that of stage `bookings` answers `https://…/bookings` and all below it. */
  readonly apis: readonly RestApi[];
  /** Where its edges are: North America and Europe, some of Asia and Africa as well, or everywhere. @default "PriceClass_100" */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: ApiFrontTransform;
}

const shape: Shape<ApiFrontArgs> = {
  apis: list(
    component(() => RestApi, "a RestApi"),
    "a list of APIs, [bookings.api]",
  ),
  priceClass: oneOf("PriceClass_100", "PriceClass_200", "PriceClass_All").optional(),
  transform: transformShape(apiFrontChildren),
};

export const apiFrontArgs = object(shape);
