// What a label at a place says: the address of this plant's page about it, so that any phone's camera opens it.
export interface Place {
  kind: 'zone' | 'point';
  name: string;
}

export const address_of = (origin: string, place: Place) => `${origin}/q/${place.kind}/${encodeURIComponent(place.name)}`;

// The page that a label means; null when it is none of ours. Another host's label is read as well: the plant may have moved.
export function page_of(text: string): string | null {
  const found = /^(?:https?:\/\/[^/]+)?\/q\/(zone|point)\/([^/?#]+)$/.exec(text.trim());
  if (!found) return null;
  try {
    const name = encodeURIComponent(decodeURIComponent(found[2]!));
    return found[1] === 'zone' ? `/places/${name}` : `/points/${name}`;
  } catch {
    return null;
  }
}
