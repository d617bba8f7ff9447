/** Texts of the runs and their scripts: plain strings, or functions that put values into a sentence. */
import {assumes} from './run/assumes.ts';
import {causes} from './run/causes.ts';
import {check} from './run/check.ts';
import {notes} from './run/notes.ts';
import {pods} from './run/pods.ts';
import {user} from './run/user.ts';
import {verdict} from './run/verdict.ts';

export const run = {
	causes,
	exited: (code: number) => `the command ended with exit code ${code}`,
	noPackager: 'Install them with the package manager of this host, then retry.',
	notes,

	assumes,
	/** Titles of phases by id. In English they are in the plan: another language has its own here. */
	phases: {} as Readonly<Record<string, string>>,

	pods,
	comesOverSsh: (name: string) => `${name} comes over ssh: no mirror gave it`,
	waitsForClient: 'its client certificate waits for approval',
	waitsForServing: 'its serving certificate waits for approval',
	notJoined: (words: string) => `the kubelet got no client certificate: ${words.trim()}`,
	notJoinedNext: 'Was its request denied? Retry makes a new one.',
	verdict,
	user,
	notCredentials: (file: string) => `${file} must hold one line USER:PASSWORD`,
	noCertificate: (file: string) => `${file} holds no certificate in PEM that can be read`,
	notPrivate: (directory: string) =>
		`${directory} is not a directory that belongs to you alone (mode 0700): somebody else may have made it. Look at it, and remove it`,
	otherKey: (seen: string, shown: string) => `the host shows the key ${seen} now, not ${shown}: it was not accepted`,
	reachable: 'reachable',
	noAnswer: 'it did not answer in time',
	watchEnded: (code: number) => `the look at the cluster ended with exit code ${code}`,
	shell: {
		begins: (host: string, at: string) => `A shell on ${host} (${at}). "exit" brings you back to kinstall; what it does goes on meanwhile.`,
		thisMachine: 'this machine',
		unknown: (host: string, file: string) => `no host of ${file} is called ${host}`,
		unreached: 'the host could not be reached, or the connection broke',
	},
	stopped: 'stopped on request',
	killed: 'its process is gone, and said no last word: it was killed, or the machine was switched off',
	killedNext: 'Begin the installation again: what is done stays done.',
	unreadable: (code: string) => (code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`),
	noYaml: 'a cluster file ends in .yaml or .yml',
	ownFileUnreadable: (file: string, code: string) => `${file} cannot be read (${code})`,
	noPodCidrs: (words: string) => `it does not hold a list of CIDRs for each host: ${words}`,
	noJson: (words: string) => `it is no JSON: ${words}`,
	noJsonExample: 'remove it; `kinstall check` writes it anew',
	endless: 'an alias stands inside its own anchor, so the file has no end',
	noFolder: (code: string) => `it cannot be used as a folder (${code})`,
	unwritable: (code: string) => `kinstall cannot write in the cluster's folder (${code})`,
	unwritableExample:
		'make it a folder that you own and may write in, or copy cluster.yaml and pki/ to one: kinstall plan -f ./demo/cluster.yaml',
	foreignFolder: (entries: number) => `it holds ${entries} ${entries === 1 ? 'thing' : 'things'} and no plan; they would be lost`,
	planExample: 'kinstall plan -o ./plan-of-today',
	otherPlan: 'another version of kinstall wrote this plan',
	otherPlanExample: 'write it anew: kinstall plan -f ./demo/cluster.yaml',
	unreadableExample: 'kinstall apply -f ./demo/cluster.yaml',
	noManifest: 'it is no docker-archive: it holds no manifest.json',
	noManifestNext: 'Make it with `docker save` or `ctr images export`.',
	noImage: 'this image archive is not there',
	noImageNext: 'Correct `artifacts.images` or `artifacts.path` in cluster.yaml.',
	noControlPlane: 'no control plane answers:',
	check,
	keysLost: (slots: readonly string[], hosts: readonly string[], file: string) =>
		[
			`the API servers read with what pki/encryption.yaml lacks (${slots.join('; ')})`,
			`${file} on ${hosts.join(', ')} has it: copy these providers with their keys from there into pki/encryption.yaml, for the same resources and behind the first provider, then retry. Without them nobody can read what was written with them.`,
		] as const,
	foreignFile: (file: string) =>
		[
			`${file} of this host cannot be read as an EncryptionConfiguration`,
			'Put it right there, or move it away if no Secret was written with its keys, then retry.',
		] as const,
	secretsLeft: (keys: readonly string[]) =>
		[
			`${keys.length} ${keys.length === 1 ? 'Secret is' : 'Secrets are'} still written as before, ${keys[0]} among them`,
			'See in the pane why the API server does not take them, then retry: what is written anew stays.',
		] as const,
	secretsRewritten: (count: number) => (count === 1 ? '1 Secret written anew' : `${count} Secrets written anew`),
	addonForeign: (objects: readonly string[]) =>
		[
			`${objects.join(', ')} ${objects.length === 1 ? 'was' : 'were'} installed by somebody else`,
			`Leave the addon out of cluster.yaml, or delete what is there. To hand it over to kinstall as it is: kubectl label -n NAMESPACE KIND NAME kinstall/addon=mine, then retry.`,
		] as const,
	addonAsked: (path: string) => `${path} is asked for`,
	addonSilent: (path: string, said: string) =>
		[`no API server gets an answer at ${path}: ${said}`, 'See why: kubectl get apiservices; kubectl -n kube-system get pods.'] as const,
	addonWebhook: 'what API servers ask before they take an object is not there yet',
	addonReadied: (object: string) => `${object} becomes ready`,
	addonUnready: (object: string, said: string) =>
		[`${object} does not become ready: ${said || 'it says nothing'}`, `See why: kubectl describe ${object}.`] as const,
	addonsUnseen: (seen: number, planned: number) => `of ${planned} objects that were applied the API shows ${seen}: nothing is deleted`,
	addonKept: (objects: readonly string[]) =>
		`In no plan any more, and left for the data in them: ${objects.join(', ')}. Delete them yourself when nobody needs that.`,
	vipHeld: (address: string, names: readonly string[]) =>
		names.length === 0
			? ([`no balancer holds ${address}`, 'Read `journalctl -u kinstall-vip` there.'] as const)
			: ([
					`${address} is held by ${names.join(' and ')} at once`,
					'They do not hear each other: let VRRP (IP protocol 112) pass between these hosts, then retry.',
				] as const),
	clockLeft: (host: string, left: string) =>
		[
			`nobody sets the clock of ${host} any more: ${left}`,
			'Install a time service there, or ask for `time.kind: chrony` again, then retry.',
		] as const,
	noTime: (host: string, sources: string) =>
		[
			`the clock of ${host} is not set by anybody: no server of time.servers or time.from answers${sources === '' ? '' : `\n${sources}`}`,
			'Let UDP port 123 pass to them, or name others in `time`, then retry.',
		] as const,
	notRestarted: (node: string) => [`not restarted, as ${node} did not come back`, `Mend ${node} first, then retry.`] as const,
	retryHint: 'Read the pane of this host, mend it, then retry: what is done stays done.',
	connection: {
		keyChanged: (at: string, forget: string) =>
			[
				`the host key of ${at} is not the one that is known`,
				`If the host was made anew, remove the old key with \`${forget}\`; if not, somebody may stand between.`,
			] as const,
		keyUnknown: (at: string) =>
			[
				`the host key of ${at} is not known yet`,
				'Compare its fingerprint, then accept it: with k on the Nodes screen, with `kinstall check --accept-host-keys`, or by connecting once with ssh.',
			] as const,
		refused: (at: string) =>
			[
				`${at} accepts none of the keys offered`,
				'Set `ssh.user` and `ssh.identityFile` of the host, or add your public key to its authorized_keys.',
			] as const,
		unresolved: (at: string) =>
			[`the name of ${at} has no address`, 'Give `address` or `ssh.host` an address, or a name this machine can resolve.'] as const,
		unreachable: (at: string) =>
			[`${at} does not answer`, 'Is it up, is its address right, does a firewall stand between? Try `ssh -v` to it.'] as const,
		other: (at: string) => [`no connection to ${at}`, 'Try `ssh -v` to it.'] as const,
	},
};
