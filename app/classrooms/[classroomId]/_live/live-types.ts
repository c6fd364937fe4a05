import type { LiveItem } from "#domain/live";

/** How this browser stands with the stream of changes. `signed-out`: nobody, or somebody else, is signed in now. */
export type Connection = "live" | "connecting" | "offline" | "signed-out";

/** What a page does with what it hears. */
export type Listener = {
  /** The page's own cursor: where its catch-up starts; null where it begins to listen. The client moves it on. */
  cursor: string | null;
  /**
   * @param isCatchUp  read once for this page alone, when `asOf` stood as it was at asking
   */
  onItems(items: LiveItem[], catchUpAsOf: number | null): void;
  /** A mark of the listener's own that says what it had heard when a catch-up was asked. */
  asOf(): number;
  onConnection(connection: Connection): void;
  /** The connection was away and is back: what was read before may be old. */
  onReturn?(): void;
};
