import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import path from 'node:path';
import {digestFile} from '../../source/run/artifacts/digest.ts';
import type {Shell} from './shell.ts';
import type {Send} from './transfer/send.ts';

/**
 * Lays those of the packages that a host lacks, and what they need there, into a folder that its apt takes for the only source, by
 * `$state/bundle/apt.conf`. They come out of a bundle, unpacked in `folder`; none is there where the bundle has none for this host.
 */
export const bringPackages = async (
	{$, send}: {readonly $: Shell; readonly send: Send},
	packages: readonly string[],
	folder: string | undefined,
): Promise<void> => {
	const index = folder === undefined ? '' : createReadStream(path.join(folder, 'Packages'));
	const {stdout} = await $({input: index})`
		begin
		place=$state/bundle
		rm -rf $place
		mkdir -p $place/lists/partial $place/cache/archives/partial
		cat >$place/Packages
		echo "deb [trusted=yes] file:$place ./" >$place/sources.list
		printf '%s;\\n' "Dir::Etc::sourcelist \\"$place/sources.list\\"" 'Dir::Etc::sourceparts "-"' "Dir::State::lists \\"$place/lists\\"" \\
			"Dir::Cache \\"$place/cache\\"" 'APT::Sandbox::User "root"' 'Acquire::Languages "none"' >$place/apt.conf
		want_packages ${packages}
		[ \${#wanted[@]} -gt 0 ] || exit 0
		export APT_CONFIG=$place/apt.conf
		run apt-get update -qq
		apt-get install -qq -y --no-install-recommends --print-uris "\${wanted[@]}" | sed -n "s/^'[^']*' \\([^ ]*\\.deb\\) .*/need \\1/p"`;
	const needed = stdout.split('\n').flatMap(line => (line.startsWith('need ') ? [line.slice('need '.length)] : []));
	if (folder === undefined || needed.length === 0) return;
	const parcels = needed.map(async name => {
		const file = path.join(folder, name);
		return {file, sha256: await digestFile(file, 'sha256'), size: (await stat(file)).size, path: `/var/lib/kinstall/bundle/${name}`};
	});
	await send(await Promise.all(parcels));
};
