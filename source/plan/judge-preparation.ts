import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Facts} from './facts.ts';
import type {Finding} from './finding.ts';
import {finding, type Looks} from './judge-looks.ts';
import {ipv6Forwarding, wantedOn} from './phases/prepare.ts';

/** Kernel parameters that are otherwise than wanted: `net.ipv4.ip_forward = 1`. Those of a module that is not loaded come with it. */
const otherSysctls = (wanted: readonly string[], look: Looks): string[] =>
	wanted.filter(line => {
		const [key = '', value = ''] = line.split(' = ');
		return look.sysctls[key] !== value;
	});

const packagesFinding = (host: Host, {packager}: Facts, missing: readonly string[], offered: readonly string[] = missing): Finding => {
	const words = texts.run.check;
	const nowhere = missing.filter(name => !offered.includes(name));
	if (packager !== 'apt') return finding(host, 'packages', 'failure', words.packages(missing));
	if (nowhere.length > 0) return finding(host, 'packages', 'failure', words.notInBundle(nowhere));
	return finding(host, 'packages', 'prepared', words.prepared.packages(missing));
};

/**
 * What the install itself will change on a host before anything of Kubernetes goes there; `reset` undoes it. Pure.
 * @param offered the packages that a bundle brings for this host; absent where it gets them by itself
 */
export const judgePreparation = (spec: ClusterSpec, host: Host, facts: Facts, look: Looks, offered?: readonly string[]): Finding[] => {
	const words = texts.run.check.prepared;
	const {packages, modules, sysctls, noSwap} = wantedOn(spec, host);
	const missing = packages.filter(name => !look.packages.includes(name));
	const unloaded = modules.filter(name => !look.modules.includes(name));
	const other = otherSysctls(sysctls, look);
	const forwards = sysctls.includes(ipv6Forwarding);
	return [
		...(missing.length > 0 ? [packagesFinding(host, facts, missing, offered)] : []),
		...(noSwap && look.swaps.length > 0 ? [finding(host, 'swap', 'prepared', words.swap(look.swaps))] : []),
		...(unloaded.length > 0 ? [finding(host, 'modules', 'prepared', words.modules(unloaded))] : []),
		...(other.length > 0 ? [finding(host, 'sysctls', 'prepared', words.sysctls(other))] : []),
		...(forwards ? look.advertised.map(device => finding(host, 'advertised', 'warning', texts.run.check.advertised(device))) : []),
	];
};
