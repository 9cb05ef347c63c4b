import 'react';

declare module 'react' {
  // Custom properties are values that a style may set like any other.
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
