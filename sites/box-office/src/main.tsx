import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./style.css";
import { forgetResources } from "../../house/resource";
import { go, startRouter } from "../../house/router";
import { createApi } from "./api";
import { App } from "./app";
import { loadConfig } from "./config";
import { Live } from "./live";
import { ServicesContext } from "./services";
import { Session } from "./session";

const open = async () => {
  const config = await loadConfig();
  const session = new Session(config, () => {
    forgetResources();
    live.end();
  });
  const api = createApi(config, session);
  const live = new Live(config.liveUrl, api.liveTicket);
  const begun = await session.begin(location.pathname, new URLSearchParams(location.search));
  if (begun === undefined) return undefined;
  if (begun.at !== location.pathname + location.search) go(begun.at, "replace");
  startRouter();
  return (
    <ServicesContext value={{ api, config, live, session }}>
      <App problem={begun.problem} />
    </ServicesContext>
  );
};

const Closed = () => (
  <main>
    <div className="failed" role="alert">
      <h1>The box office does not open</h1>
      <p>It could not be loaded in full. Try again in a moment.</p>
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </div>
  </main>
);

const element = document.getElementById("app");
if (element) {
  const root = createRoot(element);
  open().then(
    (page) => page && root.render(<StrictMode>{page}</StrictMode>),
    () => root.render(<Closed />),
  );
}
