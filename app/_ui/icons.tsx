/** The few drawn signs of the interface. All are decoration: the words beside them carry the meaning. */

export function WarningIcon({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <path
        d="M9 1.500 17 16H1z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
      <path d="M9 7v4M9 12.800v.6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}

export function OfflineIcon() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 8.500a10.500 10.500 0 0 1 14 0M6 12a6 6 0 0 1 8 0M10 15.600v.1M3 17 17 3" />
    </svg>
  );
}

export function DoneIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="m3 9.500 4 4 8-9" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

export function LockIcon() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
    >
      <rect x="4" y="9.500" width="14" height="9.500" rx="1.500" />
      <path d="M7 9.500V6.700a4 4 0 0 1 8 0v2.800" />
    </svg>
  );
}

export function ChevronIcon() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" aria-hidden="true">
      <path
        d="m2.500 4.500 3.500 3.500 3.500-3.500"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function SearchIcon() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="8.500" cy="8.500" r="5.500" />
      <path d="m12.700 12.700 4.300 4.300" />
    </svg>
  );
}

/** A pair of scales: a claim that can be weighed. */
export function BalanceIcon() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M9 2.500v12M6 14.500h6M3.500 5.500l11-1.500" />
      <path d="M1.500 10.500l2-5 2 5a2.100 2.100 0 0 1-4 0zM12.500 9l2-5 2 5a2.100 2.100 0 0 1-4 0z" />
    </svg>
  );
}
