// What a host has at the paths of a plan, read with one command that changes nothing. Of private keys and binaries only sums leave the host.
import type {SeenFile, SeenHost, SeenUnit} from '../../source/plan/host-comparison.ts';
import type {Wanted} from '../../source/plan/judge-host.ts';
import type {Shell} from './shell.ts';

/** nginx leaves it behind, and 05-prepare notes it for reset; it is no file of a plan. */
const notOfAPlan = ['/var/www/html/index.nginx-debian.html'];

/** What `see` is told to do: one line `KIND PATH` each. */
const questions = ({files, binaries}: Wanted): string =>
	[
		...[...files.values()].map(({path, secret}) => `${secret === undefined ? 'text' : 'secret'} ${path}`),
		...[...binaries.keys()].map(path => `binary ${path}`),
	]
		.map(line => `${line}\n`)
		.join('');

const kinds = ['missing', 'file', 'symlink', 'directory'] as const;
const known = (value: string | undefined): string | undefined => (value === '-' || value === undefined ? undefined : value);

/** A line `@ KIND MODE OWNER SIZE SUM BASE64 PATH`. */
const parseFile = (line: string): SeenFile => {
	const [, kind, mode, owner, size, sha256, content, ...rest] = line.split(' ');
	return {
		path: rest.join(' '),
		kind: kinds.find(one => one === kind) ?? 'other',
		...(known(mode) && {mode: mode!}),
		...(known(owner) && {owner: owner!}),
		...(known(size) && {size: Number(size)}),
		...(known(sha256) && {sha256: sha256!}),
		...(known(content) && {content: Buffer.from(content!.slice(1), 'base64').toString()}),
	};
};

/** A line `% ACTIVE ENABLED OLD DIGEST UNIT`. */
const parseUnit = (line: string): SeenUnit => {
	const [, active = '', enabled = '', old, digest = '', unit = ''] = line.split(' ');
	return {unit, active, enabled, digest, oldBinary: old === 'old'};
};

const after = (lines: readonly string[], sign: string): string[] => lines.filter(line => line.startsWith(`${sign} `));

export const parseSeen = (stdout: string): SeenHost => {
	const lines = stdout.split('\n');
	return {
		files: after(lines, '@').map(parseFile),
		units: after(lines, '%').map(parseUnit),
		placed: after(lines, '+')
			.map(line => line.slice(2))
			.filter(path => !notOfAPlan.includes(path)),
	};
};

export const seeHost = async ($: Shell, wanted: Wanted): Promise<SeenHost> => {
	const units = wanted.units.map(({unit}) => unit);
	const {stdout} = await $({input: questions(wanted), timeout: '120s'})`
		sum_of() { sha256sum <"$1" | cut -d' ' -f1; }
		noted() { grep -F -- " $(stat -c '%s %i %Z' "$1") $1" $state/binaries 2>/dev/null | tail -1 | cut -d' ' -f1; }
		see() { # KIND PATH
			local kind=other mode owner size sum=- content=-
			if [ -L "$2" ]; then kind=symlink
			elif [ -d "$2" ]; then kind=directory
			elif [ ! -e "$2" ]; then kind=missing
			elif [ -f "$2" ]; then kind=file; fi
			if [ $kind != file ]; then printf '@ %s - - - - - %s\n' $kind "$2"; return; fi
			IFS=' ' read -r mode owner size < <(stat -c '%a %U:%G %s' "$2") || return 1
			if [ $1 = binary ]; then
				sum=$(noted "$2" || true)
				[ -n "$sum" ] || sum=$(sum_of "$2") || return 1
			elif [ $size -le 16777216 ]; then
				sum=$(sum_of "$2") || return 1
				# A sign in front, so that an empty file is no empty word.
				if [ $1 = text ] && [ $size -le 262144 ]; then content==$(base64 -w0 <"$2") || return 1; fi
			fi
			printf '@ file %s %s %s %s %s %s\n' "$mode" "$owner" "$size" "$sum" "$content" "$2"
		}
		while IFS=' ' read -r kind path; do
			# A file may go while one looks at it.
			( see $kind "$path" ) || printf '@ missing - - - - - %s\n' "$path"
		done
		for unit in ${units}; do
			active=$(systemctl show -p ActiveState --value $unit)
			enabled=$(systemctl is-enabled $unit 2>/dev/null | head -1 || true)
			old=no
			if runs_old_binary $unit; then old=old; fi
			digest=$(digest_of_running $unit)
			digest=\${digest%% *}
			printf '%% %s %s %s %s %s\n' "\${active:-unknown}" "\${enabled:-unknown}" $old "\${digest:--}" $unit
		done
		if [ -e $state/placed ]; then
			while IFS= read -r path; do
				if [ -e "$path" ] || [ -L "$path" ]; then printf '+ %s\n' "$path"; fi
			done <$state/placed
		fi`;
	return parseSeen(stdout);
};
