// JSON as bytes: what goes from thread to thread and to a browser as it is, without being made into objects in between.

/** Text in JSON, of a value of this type. The type is what its maker says of it. */
export type JsonBytes<Value> = Uint8Array & { readonly json?: Value };

/** The value as JSON. */
export function jsonBytes<Value>(value: Value): JsonBytes<Value> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** An object with this value in one field. */
export function jsonWith<Name extends string, Value>(
  name: Name,
  value: JsonBytes<Value>,
): JsonBytes<Record<Name, Value>> {
  return Buffer.concat([Buffer.from(`{${JSON.stringify(name)}:`), value, Buffer.from('}')]);
}

/** The value that somebody made into this JSON. */
export function parsedJson<Value>(bytes: JsonBytes<Value>): Value {
  return JSON.parse(new TextDecoder().decode(bytes)) as Value;
}
