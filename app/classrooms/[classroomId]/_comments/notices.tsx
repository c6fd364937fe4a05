"use client";

import { Banner } from "../../../_ui/banner";
import { useTalk } from "./talk-context";
import { counted } from "./words";

/** What the reader must know about the state of the page. It floats, so that it moves no line of the text. */
export function Notices() {
  const { state, isArchived } = useTalk();
  const banner = state.isOut ? <OutBanner /> : isArchived ? <ArchivedBanner /> : null;
  const shown = banner ?? connectionBanner(state.connection, state.unsent);
  return shown && <div className="notices">{shown}</div>;
}

const ArchivedBanner = () => (
  <Banner kind="archived">This class is archived. It can be read, not added to.</Banner>
);

const OutBanner = () => (
  <Banner
    kind="ended"
    action={
      <a className="lnk" href="/classrooms">
        Your classes
      </a>
    }
  >
    You are not in this class any more. What you did not send is still on this device.
  </Banner>
);

/** What the reader must know about the line to the server; null when there is nothing to say. */
export function connectionBanner(connection: string, unsent: number) {
  if (connection === "offline") {
    return (
      <Banner kind="offline">
        You’re offline. Keep reading and writing
        {unsent > 0
          ? `: ${counted(unsent, "comment")} ${unsent === 1 ? "is" : "are"} saved on this device and will go up when you’re back.`
          : ". What you write is saved on this device."}
      </Banner>
    );
  }
  if (connection === "signed-out") {
    const next = encodeURIComponent(location.pathname + location.search);
    return (
      <Banner
        kind="ended"
        action={
          <a className="lnk" href={`/sign-in?next=${next}`}>
            Sign in
          </a>
        }
      >
        You were signed out. What you wrote is safe on this device. Sign in to go on.
      </Banner>
    );
  }
  return null;
}
