// A phone number as its link: digits, a leading plus, and what a phone dials besides.
export const tel = (phone: string) => `tel:${phone.replace(/[^\d+*#,;]/g, '')}`;
