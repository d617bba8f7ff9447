/** Texts of the command line: plain strings, or functions that put values into a sentence. */
export const cli = {
	description: 'Installs a highly available Kubernetes cluster from plain binaries and systemd units.',
	commands: {
		default: 'open the wizard (needs a terminal)',
		plan: 'make the plan and write it as files; touches no host',
		check: 'look at every host and say what stands in the way; changes nothing there',
		apply: 'install or repair the cluster of cluster.yaml',
		diff: 'how every host differs from the plan, file by file; changes nothing',
		status: '`kubectl get cs` beside every daemon asked on its own host',
		csr: 'kubelet certificate requests: list, approve, deny; in a terminal without a word, the screen for it',
		user: 'kubeconfigs for people and programs, and their rights: list, add NAME, remove NAME',
		bundle: 'one file of all that an install needs, for a place without internet: create, verify FILE, list FILE',
		reset: 'take the cluster off its hosts again, and put back what was there',
		rehearse: 'install a cluster on five hosts made on this machine, for practice',
		attach: 'show a run that goes on',
		replay: 'show a recorded run as it went',
		report: 'make the report of a recorded run: one HTML file',
		lab: 'the rehearsal lab itself: up, down, kill, start, reboot, partition, heal, ssh, ssh-config, check',
	},
	options: {
		file: 'the cluster file',
		json: 'print one JSON object a line',
		yes: 'agree to everything that would be asked',
		verbose: 'print what the commands on the hosts say',
		output: 'where to write the plan',
		show: 'print all of it, too: certificates, files, scripts with their values, what is assumed',
		approve: '`expected` approves kubelet requests whose proof holds; `ask` waits for a person',
		acceptHostKeys: 'accept host keys that are not known yet, after printing their fingerprints',
		watch: 'look again and again, every 10 seconds unless another number is given: on the screen, or as lines without a terminal',
		reportFile: 'where to write it; report.html beside the journal when absent',
		journal: 'a journal, or the folder of a cluster',
		speed: 'how many times as fast as it was',
		run: 'which run of the journal: the beginning of its id; the last one when absent',
		list: 'say which runs the journal holds',
		at: 'begin that many seconds after the start of the run, and pause there',
		lang: 'the language of all that is shown; otherwise that of the locale',
		keep: 'leave the lab standing at the end',
		group: 'a group of the user, in the certificate; may come several times',
		clusterAdmin: 'the user may do everything, by a ClusterRoleBinding that can be taken away again',
		role: 'rights in one namespace, by a Role of it or a ClusterRole such as view, edit, admin; may come several times',
		serviceAccount: 'a token of a ServiceAccount instead of a certificate: it ends when the user is removed',
		bundleFile: 'the bundle that is made; NAME-VERSION.tar beside cluster.yaml when absent',
		noPackages: 'leave the packages of the distribution out: the hosts have theirs already',
		unpinned: 'agree to files that are checked by the sum beside them alone, as no published one is known',
		days: 'how long the kubeconfig is good for; as pki.days says when absent',
	},
	/** Words of the help. Titles by what they are called in English. */
	help: {
		titles: {'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:'} as Readonly<
			Record<string, string>
		>,
		option: 'show this help',
		version: 'print the version',
		choices: (values: readonly string[]) => `one of ${values.join(', ')}`,
		byDefault: (value: string) => `default: ${value}`,
		more: (parts: readonly string[]) => ` (${parts.join('; ')})`,
	},
	rehearsal: {
		announcement: `A rehearsal: five real hosts (systemd, sshd, addresses of their own) on this machine, and Kubernetes installed on them.
  needs      root, Linux with namespaces; about 4 GB of memory
  installs   debootstrap, iproute2 and openssh-client with apt-get, where they are missing
  disk       about 10 GB below ~/.cache/kinstall while Kubernetes is built, 2 GB afterwards
  time       the first time about 20 minutes, most of it behind the wizard; later about 2
  network    the hosts are in a network of their own: nothing of it is seen outside
At the end the lab goes, and with it all that was changed on this machine but the packages and the cache.`,
		question: 'Go on? [Y/n]',
		artifactsBegin: 'artifacts',
		artifactsReady: 'artifacts ready',
		artifactsFailed: (tail: string, log: string) => `the artifacts could not be made: ${tail}\n    All of it: ${log}`,
		making: (title: string, seconds?: number) =>
			`making ${title}${seconds === undefined ? '' : `, about ${Math.ceil(seconds / 60)} min left`}`,
		down: 'Taking the lab down ...',
		goesOn: (pid: number) =>
			`A rehearsal goes on already (process ${pid}); there is one at a time. Wait for its end, or look at its terminal.`,
		keptBefore: 'The lab of an earlier rehearsal stands and is used; it will stand afterwards, too: `npx kinstall lab down` takes it down.',
		kept: (directory: string) => `The lab stands. Come back with \`npx kinstall rehearse --keep\`, or:
  kinstall status -f ${directory}/cluster.yaml
  kinstall lab ssh 1        a shell on node1
  kinstall lab down         take it down`,
	},
	example: (text: string) => `for example: ${text}`,
	problems: (count: number) => `${count} ${count === 1 ? 'problem' : 'problems'}; nothing was touched.`,
	severities: {failure: 'FAIL', warning: 'warn', prepared: 'prep'},
	expected: 'expected',
	unexpected: 'NOT expected',
	noRequests: 'no requests',
	watchSeconds: 'Give a number of seconds from 2 on.',
	planned: (directory: string, digest: string, files: number, hosts: number) =>
		`${files} files for ${hosts} hosts in ${directory}\nplan ${digest}`,
	note: (line: string) => `note  ${line}`,
	assumed: (line: string) => `assumed  ${line}`,
	notPinned: (name: string) => `not pinned  ${name}: no checksum was published beforehand; the one beside the file is used`,
	needsYes: 'This changes hosts: say --yes, or run it in a terminal.',
	drifted: 'The hosts are not as the plan takes them; nothing was touched. Look, then accept it with `kinstall check`.',
	checkFailed: (count: number) => `${count} ${count === 1 ? 'thing stands' : 'things stand'} in the way; nothing was touched.`,
	unreadableText: (file: string, code: string) => (code === 'ENOENT' ? `there is no ${file}` : `${file} cannot be read (${code})`),
	noTextFile: (file: string) => `${file} is no file`,
	tooLargeText: (file: string, most: number) => `${file} is larger than ${most} MiB`,
	notChecked: 'Check first; an install begins when nothing fails there.',
	notAsShown: 'The plan is no longer the one that was shown: something changed meanwhile. Nothing was touched; look at the preview again.',
	user: {
		rules: 'cluster-admin',
		inGroup: (group: string) => `group ${group}`,
		yesOrNo: '[y/N]',
		needsYes: (question: string) => `${question} Nothing was changed: say --yes, or run it in a terminal.`,
		addQuestion: (name: string, rights: string) => `Give ${name} these rights in the cluster: ${rights}?`,
		removeQuestion: (name: string) => `Take all rights from ${name} that kinstall gave, and remove the kubeconfig?`,
		opensEtcd: 'is one: any certificate that it signs opens etcd, too, so that a user could read and write everything; a token does not',
		exists: (name: string) => `${name} has a kubeconfig already, and it is not overwritten`,
		added: (name: string, file: string, until: string, token: boolean) =>
			`${name} can use the cluster until ${until}: ${file}\n    It holds ${token ? 'the token' : 'the private key'}: hand it over by a safe way.`,
		removed: (name: string) => `${name} has no rights by kinstall any more.`,
		staysValid: (until: string, groups: string) =>
			`The certificate itself cannot be revoked: until ${until} it still says who sends a request${groups ? `, and that this one is in ${groups}: rights of these groups stay` : ''}.`,
		nobody: (name: string) => `there is no user ${name}: neither a kubeconfig nor rights that kinstall gave`,
		none: 'no users',
		by: {certificate: 'certificate', token: 'token'},
		noFile: 'no kubeconfig here',
		until: (date: string) => `until ${date}`,
		whom: (verb: string) => `name the user: kinstall user ${verb} NAME`,
	},
	denyWhom: 'name the requests to deny: kinstall csr deny NAME...',
	checked: (hosts: number) => `${hosts} hosts looked at, nothing stands in the way.`,
	artifacts: 'Artifacts: fetch, verify and unpack ...',
	artifactsReady: (seconds: number) => `Artifacts ready (${seconds.toFixed(1)} s).`,
	locked: (pid: number, since: string, command: string) =>
		`another kinstall works on this cluster: \`${command}\`, process ${pid}, since ${since}. See it with \`kinstall attach\`.`,
	unchanged: 'Everything is as planned; nothing was changed.',
	ready: (kubeconfig: string) => `The cluster stands. Its kubeconfig: ${kubeconfig}`,
	resetDone: 'The hosts are as they were. cluster.yaml, pki/ and the journal are still here.',
	noCommand: (word: string) => `there is no command ${word}; for example: kinstall check`,
	noRun: 'no run goes on in this folder, and none is on record',
	recordedRun: (began: string) => `No run goes on now. This is the record of the last one, begun ${began}.`,
	hostKey: (fingerprint: string, file: string) => `new host key ${fingerprint}, accepted in ${file}`,
	dumbTerminal:
		'This terminal (TERM=dumb) cannot show screens. Set TERM to what it is, xterm-256color for example, or without screens: kinstall apply -f cluster.yaml --yes --approve expected',
	noTerminal: 'The wizard needs a terminal. Without one: kinstall apply -f cluster.yaml --yes --approve expected',
};
