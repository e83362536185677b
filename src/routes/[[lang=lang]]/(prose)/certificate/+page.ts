import { browser } from '$app/environment';
import { releaseFile } from '#lib/database/release-file.ts';
import type { Fetch, OpenRelease } from '#lib/database/open-release.ts';
import { patiently } from '#lib/database/verified-bytes.ts';
import { parseCertificate, type Certificate } from '#lib/release/certificate.ts';
import { ReleaseError } from '#lib/release/release-error.ts';
import { throughPage } from '../../reader.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { lang: 'en' }];

/** The certificate of the release shown, known by the hash its manifest states; or what stood in the way. */
export const load: PageLoad = async ({ parent, fetch }) => {
  const { release } = await parent();
  try {
    return { certificate: await certificateOf(release, throughPage(fetch)), failed: null };
  } catch (cause) {
    if (!(cause instanceof ReleaseError) || !browser) throw cause;
    return { certificate: null, failed: cause };
  }
};

async function certificateOf(release: OpenRelease, fetch: Fetch): Promise<Certificate> {
  const { manifest } = release;
  const bytes = await releaseFile(release, manifest.certificate, patiently(fetch));
  const certificate = parseCertificate(new TextDecoder().decode(bytes));
  // signed, and still of something else: another release's certificate proves nothing about this one
  if (certificate.release !== manifest.release || certificate.policy.sha256 !== manifest.policy.sha256)
    throw new ReleaseError('E_DATA_HASH', {
      file: manifest.certificate.file,
      wanted: 'this release and policy'
    });
  return certificate;
}
