// What a label at a place says: the address of this plant's page about it, so that any phone's camera opens it.
export interface Place {
  kind: 'zone' | 'point';
  name: string;
}

export const address_of = (origin: string, place: Place) => `${origin}/q/${place.kind}/${encodeURIComponent(place.name)}`;

// The place that a label means; null when it is none of ours. Another host's label is read as well: the plant may have moved.
export function place_of(text: string): Place | null {
  const found = /^(?:https?:\/\/[^/]+)?\/q\/(zone|point)\/([^/?#]+)$/.exec(text.trim());
  if (!found) return null;
  try {
    return { kind: found[1] as Place['kind'], name: decodeURIComponent(found[2]!) };
  } catch {
    return null;
  }
}

// Its page.
export function page_of(text: string): string | null {
  const place = place_of(text);
  if (!place) return null;
  const name = encodeURIComponent(place.name);
  return place.kind === 'zone' ? `/places/${name}` : `/points/${name}`;
}
