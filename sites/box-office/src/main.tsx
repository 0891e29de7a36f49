import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./style.css";
import { loadConfig } from "./config";

const element = document.getElementById("app");
if (element) {
  const root = createRoot(element);
  loadConfig().then(
    ({ hosting }) =>
      root.render(
        <StrictMode>
          <main>
            <h1>Box Office</h1>
            <p>Served by {hosting}.</p>
          </main>
        </StrictMode>,
      ),
    () =>
      root.render(
        <main>
          <h1>The box office does not open</h1>
        </main>,
      ),
  );
}
