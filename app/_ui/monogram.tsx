type MonogramProps = { name: string; kind?: "teacher" | "student"; me?: boolean; small?: boolean };

/** A person's initials in a ring: filled for a teacher, heavier for oneself. The name stands beside it. */
export function Monogram({ name, kind, me, small }: MonogramProps) {
  const look = ["mono", kind === "teacher" ? "t" : "", me ? "me" : "", small ? "s" : ""].filter(Boolean);
  return (
    <span className={look.join(" ")} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return ([...first][0] ?? "").concat([...last][0] ?? "").toUpperCase();
}
