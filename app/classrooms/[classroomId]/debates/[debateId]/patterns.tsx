/** Hatching and dots for drawings, under an id of their drawing. */
export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}h`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" fill="var(--paper)" />
        <rect width="2" height="8" fill="var(--ink)" />
      </pattern>
      <pattern id={`${id}d`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill="var(--paper)" />
        <circle cx="4" cy="4" r="1.5" fill="var(--ink)" />
      </pattern>
    </defs>
  );
}
