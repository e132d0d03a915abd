/** The sign of Homeport: a house that stands on the water line, for a deployment that comes home. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden>
      <rect x="1" y="1" width="24" height="24" rx="5" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5.6 12.1 13 5.6l7.4 6.5" strokeWidth="1.9" />
        <path d="M8 11.2v5M18 11.2v5" strokeWidth="1.9" />
        <path d="M13 16.3v-3.4" strokeWidth="1.9" />
        <path
          d="M4.9 19.6c1.35 0 1.35-1.25 2.7-1.25s1.35 1.25 2.7 1.25 1.35-1.25 2.7-1.25 1.35 1.25 2.7 1.25 1.35-1.25 2.7-1.25 1.35 1.25 2.7 1.25"
          strokeWidth="1.7"
        />
      </g>
    </svg>
  )
}
