import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, Queue, QueueConsumer, RestApi } from "serverless-tiers";
import { Note } from "./contracts/note";

const config = new pulumi.Config();
const notes = new Queue("notes", { consumerTimeout: "10 seconds" });
new QueueConsumer("keep-notes", { queue: notes, function: { entry: "handlers/keep-notes.handler.ts" } });
const greet = new LambdaFunction("greet", {
  entry: "handlers/greet.handler.ts",
  environment: { GREETING: config.require("greeting") },
});
const api = new RestApi("notes", {
  routes: {
    "POST /notes": { to: notes.send(), auth: "none", body: Note },
    "GET /greetings/{name}": { to: greet, auth: "none" },
  },
});

export const url = api.url;
export const queueUrl = notes.url;
export const notesIssuer = config.get("issuer");
export const notesAudience = "notes";
export const notesClientId = "notes-in-a-browser";
