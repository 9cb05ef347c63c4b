// A QR code, drawn in the browser: what it says goes to nobody.
import encodeQR from 'qr';

/** The text as a QR code, black on white in either color scheme, with the quiet border that scanners want. */
export function QrCode({ text, label, size }: { text: string; label: string; size: number }) {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
