import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import path from 'node:path';
import {Readable} from 'node:stream';
import type {Shell} from './shell.ts';

/**
 * Lays those of the packages that a host lacks, and what they need there, into a folder that its apt takes for the only source, by
 * `$state/bundle/apt.conf`. They come out of a bundle, unpacked in `folder`; none is there where the bundle has none for this host.
 */
export const bringPackages = async ($: Shell, packages: readonly string[], folder: string | undefined): Promise<void> => {
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
	async function* bytes(from: string) {
		for (const name of needed) {
			const file = path.join(from, name);
			yield Buffer.from(`${(await stat(file)).size} ${name}\n`);
			yield* createReadStream(file, {highWaterMark: 1 << 20});
		}
	}
	await $({input: Readable.from(bytes(folder), {objectMode: false, highWaterMark: 1 << 20})})`
		while IFS=' ' read -r size name; do head -c "$size" >"$state/bundle/$name"; done`;
};
