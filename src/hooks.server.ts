import type { Handle } from '@sveltejs/kit';

/** Writes the language of the page into the prerendered document. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', event.params.lang === 'en' ? 'en' : 'ja')
  });
