import { render } from "preact";
import "./style.css";
import { go, startRouter } from "../../house/router";
import { createApi } from "./api";
import { App } from "./app";
import { loadConfig } from "./config";
import { ServicesContext } from "./services";
import { Session } from "./session";

const start = async (root: HTMLElement): Promise<void> => {
  const config = await loadConfig();
  const session = new Session(config);
  const begun = await session.begin(location.pathname, new URLSearchParams(location.search));
  if (begun === undefined) return;
  if (begun.at !== location.pathname + location.search) go(begun.at, "replace");
  startRouter();
  const services = { api: createApi(config, session), session };
  render(
    <ServicesContext.Provider value={services}>
      <App problem={begun.problem} />
    </ServicesContext.Provider>,
    root,
  );
};

const root = document.getElementById("app");
if (root)
  start(root).catch(() => {
    render(
      <main>
        <div class="failed" role="alert">
          <h1>The box office does not open</h1>
          <p>It could not be loaded in full. Try again in a moment.</p>
          <button type="button" onClick={() => location.reload()}>
            Try again
          </button>
        </div>
      </main>,
      root,
    );
  });
