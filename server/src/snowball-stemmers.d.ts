declare module 'snowball-stemmers' {
  const stemmers: { newStemmer(language: 'english' | 'german'): { stem(word: string): string } };
  export default stemmers;
}
