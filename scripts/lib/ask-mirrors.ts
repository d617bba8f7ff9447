// Whether a host gets at the places that it shall take archives from by itself, asked with the program that will take them.
import {proxyFor, secretLines} from '../../source/catalog/http-proxy.ts';
import {type Place, placesFor, pulls} from '../../source/plan/distribution.ts';
import type {Looks, MirrorTrouble} from '../../source/plan/judge-looks.ts';
import type {ClusterSpec, Host} from '../../source/spec/types.ts';
import {variables} from './proxy-lines.ts';
import type {Shell} from './shell.ts';
import {told} from './told.ts';

type Mirrors = NonNullable<Looks['mirrors']>;

/** Exit codes of curl, and those of wget with 100 added. */
const codes: Readonly<Record<number, MirrorTrouble>> = {
	0: 'answers',
	5: 'unknown',
	6: 'unknown',
	7: 'refused',
	28: 'silent',
	51: 'certificate',
	58: 'certificate',
	60: 'certificate',
	77: 'certificate',
	105: 'certificate',
	108: 'answers',
};

/** wget has one code for all that keeps it from a connection. */
const networks: ReadonlyArray<readonly [RegExp, MirrorTrouble]> = [
	[/refused|unreachable|no route/i, 'refused'],
	[/resolve/i, 'unknown'],
	[/timed out/i, 'silent'],
];

const troubleOf = (code: number, words: string): MirrorTrouble =>
	codes[code] ?? networks.find(([pattern]) => code === 104 && pattern.test(words))?.[1] ?? 'other';

/** Lines `lacks PROGRAM` and `away URL CODE STATUS WORDS`. */
export const readMirrors = (stdout: string): Mirrors => {
	return {
		lacks: told(stdout, 'lacks'),
		away: told(stdout, 'away').map(line => {
			const [, url = '', code, status = '', words = ''] = /^(\S+) (\d+) (\d+) ?(.*)$/.exec(line) ?? [];
			const trouble = troubleOf(Number(code), words);
			return {url, trouble, detail: trouble === 'answers' ? status : words.trim()};
		}),
	};
};

const proxyOf = (spec: ClusterSpec, credentials: string | undefined): string => {
	const proxy = proxyFor(spec, 'downloads');
	if (proxy === undefined) return '';
	return credentials === undefined ? `HTTP_PROXY=${proxy.http}\nHTTPS_PROXY=${proxy.https}\n` : secretLines(proxy, credentials);
};

const question = (places: readonly Place[], proxy: string): string =>
	[...variables(proxy), ...places.map(({artifact, way, url}) => `${artifact} ${way} ${url}`)].map(line => `${line}\n`).join('');

/** Asks for the beginning of each archive's headers, place after place until one has it. */
export const ask = async ($: Shell, places: readonly Place[], proxy: string): Promise<Mirrors> => {
	const {stdout} = await $({input: question(places, proxy)})`
		command -v curl >/dev/null || command -v wget >/dev/null || echo 'lacks curl (or wget)'
		for program in tar gzip; do command -v $program >/dev/null || echo "lacks $program"; done
		headers() { # direct|proxy URL: sets code, status and words
			local said
			code=0
			if command -v curl >/dev/null; then
				said=$(choose_way $1; curl -q -gsSIL --proto =http,https -o /dev/null -w '\\nHTTP/1 %{http_code}' --connect-timeout 5 -m 15 "$2" 2>&1) || code=$?
			else
				said=$(choose_way $1; wget --no-config -nv -S --spider -t 1 -T 10 "$2" 2>&1) || code=$((100 + $?))
			fi
			status=$(grep -oE 'HTTP/[0-9.]+ [0-9]{3}' <<<"$said" | tail -1 | cut -d' ' -f2 || true)
			words=$(grep -vE '^ *HTTP/|^ +[A-Za-z-]+:|^$' <<<"$said" | tr '\\n\\r' '  ' || true)
		}
		proxies=() had= dead=' '
		command -v curl >/dev/null || command -v wget >/dev/null || { cat >/dev/null; exit 0; }
		while IFS=' ' read -r artifact way url; do
			if [ $artifact = variable ]; then proxies+=("$way"); continue; fi
			origin=$(origin_of "$url")
			case $had in "$artifact ") continue ;; esac
			case $dead in *" $origin "*) continue ;; esac
			headers $way "$url" </dev/null
			if [ $code = 0 ] && [ "$status" = 200 ]; then had="$artifact "; continue; fi
			# What does not answer is not asked again.
			case $code in 0 | 108) ;; *) dead+="$origin " ;; esac
			echo "away $url $code \${status:-0} $words"
		done`;
	return readMirrors(stdout);
};

/** Undefined where a host downloads nothing by itself. */
export const askMirrors = async (
	spec: ClusterSpec,
	host: Host,
	arch: string,
	credentials: string | undefined,
	$: Shell,
): Promise<Mirrors | undefined> => (pulls(spec, host) ? ask($, placesFor(spec, host, arch), proxyOf(spec, credentials)) : undefined);
