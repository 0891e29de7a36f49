import { useEffect, useState } from "react";

/** Says so as long as there is no network. */
export const Offline = () => {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status" className="offline">
      {!isOnline && <p>You are offline. What you see may have changed meanwhile.</p>}
    </div>
  );
};
