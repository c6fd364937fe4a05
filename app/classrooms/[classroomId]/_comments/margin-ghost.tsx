/** What stands in the margin while the script is on its way: nothing at first, then ghosts. */
export function MarginGhost({ isClaim = false }: { isClaim?: boolean | undefined }) {
  return (
    <>
      {!isClaim && (
        <div className="notes waits" aria-hidden="true">
          <span className="ghost">
            <i />
            <i />
            <i />
          </span>
        </div>
      )}
      <noscript className="talk plain">
        {isClaim
          ? "What the class says about this claim needs JavaScript. The claim does not."
          : "What the class says about this section needs JavaScript. The text does not."}
      </noscript>
    </>
  );
}
