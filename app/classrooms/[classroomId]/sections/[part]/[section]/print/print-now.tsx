"use client";

import { useEffect } from "react";
import { Button } from "../../../../../../_ui/button";

/** Opens the browser's own way to paper as soon as the letters are there, and again when asked. */
export function PrintNow() {
  useEffect(() => {
    let isHere = true;
    void document.fonts.ready.then(() => {
      if (isHere) window.print();
    });
    return () => {
      isHere = false;
    };
  }, []);
  return (
    <>
      <noscript>Print with your browser’s own menu.</noscript>
      <Button size="sm" onClick={() => window.print()}>
        Print
      </Button>
    </>
  );
}
