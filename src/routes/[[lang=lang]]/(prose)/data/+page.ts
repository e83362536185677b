import { browser } from '$app/environment';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { lang: 'en' }];

/** The page shows the manifest alone, which the layout has opened. */
export const load: PageLoad = ({ url }) => ({ search: browser ? url.search : '' });
