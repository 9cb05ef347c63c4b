/** The same keys as the English words, with any text: a missing or superfluous German word is a type error. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]>;
};
