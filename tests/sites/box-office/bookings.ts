import type { Server } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import type { BookingMessage } from "../../../contracts/organising";
import type { Organising } from "./organising";

/** Tells whoever is connected what is booked, as the gateway of sockets does. */
export class Bookings {
  private readonly sockets = new Map<WebSocket, { readonly sub: string; readonly follows: Set<string> }>();
  /** How many connections there have been. */
  opened = 0;

  constructor(
    server: Server,
    private readonly api: Organising,
  ) {
    const sockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      const ticket = new URL(request.url ?? "/", "http://live").searchParams.get("ticket") ?? "";
      const sub = api.liveTickets.get(ticket);
      if (!api.liveTickets.delete(ticket) || sub === undefined)
        return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      sockets.handleUpgrade(request, socket, head, (client) => {
        const follows = new Set<string>();
        this.opened++;
        this.sockets.set(client, { sub, follows });
        client.on("close", () => this.sockets.delete(client));
        client.on("message", (data) => {
          const { action, showId } = JSON.parse(String(data));
          if (action === "follow") follows.add(showId);
        });
      });
    });
  }

  get open(): number {
    return this.sockets.size;
  }

  /** Books seats, and says so to those who follow. */
  book(showId: string, seats: number): void {
    const show = this.api.shows.get(showId);
    if (!show) throw new Error(`there is no show ${showId}`);
    const seatsLeft = show.seatsLeft - seats;
    this.api.shows.set(showId, { ...show, seatsLeft });
    this.tell(showId, { type: "booked", showId, seats, seatsLeft, at: new Date().toISOString() });
  }

  tell(showId: string, message: BookingMessage | string): void {
    const organiser = this.api.shows.get(showId)?.organiser;
    for (const [client, { sub, follows }] of this.sockets)
      if (client.readyState === WebSocket.OPEN && (follows.has(showId) || sub === organiser))
        client.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** Every connection ends, as it does when a network goes. */
  cut(): void {
    for (const client of this.sockets.keys()) client.terminate();
  }
}
