"use client";

import { useEffect } from "react";
import { Button } from "./_ui/button";
import { fontClasses } from "./_ui/fonts";
import { MessagePage } from "./_ui/message-page";
import { applyReader, readReaderCookie } from "./_ui/reader-browser";
import "./_ui/tokens.css";
import "./_ui/base.css";
import "./_ui/controls.css";
import "./_ui/shell.css";

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  useEffect(() => applyReader(readReaderCookie()), []);
  return (
    <html lang="en-GB" className={fontClasses} suppressHydrationWarning>
      <body>
        <title>This page did not load · Commonplace</title>
        <MessagePage
          title="This page did not load."
          actions={<Button onClick={() => retry()}>Try again</Button>}
        >
          <p>Something went wrong on our side. What you wrote is safe on this device.</p>
        </MessagePage>
      </body>
    </html>
  );
}
