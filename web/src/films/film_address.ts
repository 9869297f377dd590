// Where a film that was uploaded is; it is read in the parts that a player asks for.
export const film_address = (name: string) => `/api/v1/films/${name}`;
