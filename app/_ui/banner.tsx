import type { ReactNode } from "react";
import { DoneIcon, LockIcon, OfflineIcon, WarningIcon } from "./icons";

type BannerProps = {
  kind: "offline" | "failed" | "done" | "ended" | "archived";
  children: ReactNode;
  /** A link or button that mends it. */
  action?: ReactNode;
};

/** One sentence about the state of the page, with the way out of it. Only a failure interrupts. */
export function Banner({ kind, children, action }: BannerProps) {
  const failed = kind === "failed";
  return (
    <div className={failed ? "bn bad" : `bn ${kind}`} role={failed ? "alert" : "status"}>
      {iconOf(kind)}
      <span>{children}</span>
      {action}
    </div>
  );
}

function iconOf(kind: BannerProps["kind"]) {
  if (kind === "offline") return <OfflineIcon />;
  if (kind === "done") return <DoneIcon />;
  if (kind === "failed") return <WarningIcon size={20} />;
  return <LockIcon />;
}
