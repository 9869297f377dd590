// The record that a check is of: of a control measure its id is said alone, of an emergency supply with the kind.
export function checked_record(measure: string): { kind: string; id: string } {
  const slash = measure.indexOf('/');
  return slash < 0 ? { kind: 'risk-measure', id: measure } : { kind: measure.slice(0, slash), id: measure.slice(slash + 1) };
}

export const address_of_checked = (measure: string) => {
  const { kind, id } = checked_record(measure);
  return `/records/${kind}/${id}`;
};
