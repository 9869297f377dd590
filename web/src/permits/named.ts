// What the permit says of people by the names that the records or the accounts have for them, as people read it.
export function with_names(said: string, names: ReadonlyMap<string, string>): string {
  return said
    .split(/([\s，,（）()]+)/)
    .map((word) => names.get(word) ?? word)
    .join('');
}
