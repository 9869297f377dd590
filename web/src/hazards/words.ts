// What a hazard is called: the words of whoever reported it, or that photos alone told of it.
export const words_of = (hazard: { what: string }, t: (key: string) => string): string => hazard.what || t('hazards.by_photo');
