/** Only `en` stands in a path; Japanese has none. */
export const match = (param: string): param is 'en' => param === 'en';
