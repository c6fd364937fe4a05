import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { parseReader, READER_COOKIE, readerAttributes, serializeReader } from "#domain/reader";
import { parseZone, ZONE_COOKIE, ZONE_COOKIE_SECONDS } from "#domain/zone";
import { Announcer } from "./_ui/announcer";
import { ClockKeeper } from "./_ui/clock";
import { noteEarly } from "./_ui/early";
import { fontClasses } from "./_ui/fonts";
import { ReaderKeeper } from "./_ui/reader-keeper";
import { SoftLinks } from "./_ui/soft-links";
import { Toaster } from "./_ui/toast";
import "./_ui/tokens.css";
import "./_ui/base.css";
import "./_ui/inks.css";
import "./_ui/controls.css";
import "./_ui/shell.css";
import "./_ui/states.css";

export const metadata: Metadata = {
  title: { default: "Commonplace", template: "%s · Commonplace" },
  description: "One book, read together, with everyone’s pencil in the margin.",
  robots: { index: false, follow: false },
  // School tablets turn numbers and dates into telephone links.
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f0f2ee" },
    { media: "(prefers-color-scheme: dark)", color: "#101512" },
  ],
};

// Runs before the first paint, so that a dark room is not lit up for a moment.
const followSystem =
  'var r=document.documentElement;if(!r.dataset.theme)r.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"';

// As early, so that the first page one sees after this one is told by the right clocks.
const sayZone = `document.cookie="${ZONE_COOKIE}="+Intl.DateTimeFormat().resolvedOptions().timeZone+"; Path=/; Max-Age=${ZONE_COOKIE_SECONDS}; SameSite=Lax"`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const kept = await cookies();
  const reader = parseReader(kept.get(READER_COOKIE)?.value);
  const zone = parseZone(kept.get(ZONE_COOKIE)?.value);
  return (
    <html lang="en-GB" className={fontClasses} {...readerAttributes(reader)} suppressHydrationWarning>
      <head>
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of our own, allowed by their nonce
          dangerouslySetInnerHTML={{ __html: `${followSystem};${sayZone};${noteEarly}` }}
        />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the page
        </a>
        <ClockKeeper own={zone} now={Date.now()}>
          {children}
        </ClockKeeper>
        <SoftLinks />
        <Announcer />
        <Toaster />
        <ReaderKeeper stamp={serializeReader(reader)} />
      </body>
    </html>
  );
}
