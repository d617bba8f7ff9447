/** What hosts in namespaces cannot show: the kernel's own modules and control groups, swap, a reboot, ipvs. Run by `npm run test:vm`. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {stringify} from 'yaml';
import {quote} from '../../scripts/lib/quote.ts';
import {defaultVersion} from '../../source/catalog/releases.ts';
import type {Finding} from '../../source/plan/finding.ts';
import {labImages} from '../../source/run/lab-images.ts';
import {deployApp, healthy, type Standing, unitsActive} from '../hosts/health.ts';
import {artifacts, makePackage, type Package} from '../hosts/kinstall.ts';
import {endOf, words} from '../hosts/lab-cluster.ts';
import {difference, everything} from '../hosts/placed.ts';
import {until} from '../hosts/until.ts';
import {address, type Machine, startMachine} from './machine.ts';
import {claimVolume, makeProvisioner, serveShare, share, unserveShare} from './share.ts';

const image = process.env['KINSTALL_VM_IMAGE'];
/** Emulated processors on cores that others may use, too. */
const hour = 3600;

let machine: Machine;
let kit: Package;
let cluster: Standing;
let before: {files: string[]; settings: string[]};
let boot: string;

const kinstall = async (line: string) => kit.kinstall(cluster.folder, line.split(' '), hour);

/** What is no file, a line each: swap, packages, and parameters that kubelet and kube-proxy set by themselves. */
const settings = async () => {
	const text = await machine.onHost(
		1,
		`tail -n +2 /proc/swaps | awk '{print "swap", $1}'
		for key in vm.swappiness net.ipv4.conf.all.arp_ignore net.ipv4.conf.all.arp_announce kernel.keys.root_maxkeys; do echo $key $(cat /proc/sys/\${key//.//}); done
		dpkg-query -W -f '\${db:Status-Status} package \${Package}\n'`,
	);
	return text.trim().split('\n');
};

test.before(async t => {
	t.timeout(hour * 1000);
	if (!image) throw new Error('there is no image: `npm run test:vm` makes it, and a network for this test that goes nowhere');
	kit = await makePackage();
	const folder = path.join(kit.directory, 'cluster');
	await mkdir(folder);
	machine = await startMachine(image, folder);
	cluster = {
		lab: machine,
		folder,
		controlPlanes: [1],
		nodes: [1],
		kubectl: async (asked, input) =>
			machine.onHost(
				1,
				`kubectl --request-timeout=60s --kubeconfig=/etc/kubernetes/admin.conf ${asked.map(quote).join(' ')}`,
				input === undefined ? {} : {input},
			),
	};
	const archive = path.join(artifacts, `dl.k8s.io/${defaultVersion}/kubernetes-server-linux-amd64.tar.gz`);
	const provisioner = await makeProvisioner(path.join(artifacts, 'images/app-1.tar'), archive, path.join(kit.directory, 'provisioner'));
	const spec = {
		apiVersion: 'kinstall/v1',
		name: 'machine',
		kubernetes: defaultVersion,
		endpoint: {host: address, port: 6443},
		network: {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']},
		proxy: {mode: 'ipvs'},
		ssh: {config: 'ssh-config'},
		hosts: [{name: 'node1', address, roles: ['control-plane', 'etcd', 'worker']}],
		addons: [{kind: 'nfs', server: address, path: share, default: true}],
		artifacts: {
			from: 'folder',
			path: artifacts,
			sums: 'beside',
			images: [...(await labImages(defaultVersion)).filter(name => !name.includes('flannel')), provisioner],
		},
	};
	await writeFile(path.join(folder, 'cluster.yaml'), stringify(spec));
	boot = await machine.isUp(1200);
});

test.afterEach.always(async t => {
	if (!t.passed && machine) t.log(await machine.console());
});

test.after.always(async () => {
	await machine?.stop();
	await kit?.remove();
});

test.serial('the machine has pure cgroup v2, swap that is on, and none of the modules', async t => {
	t.timeout(300_000);
	t.is(await machine.onHost(1, 'stat -fc %T /sys/fs/cgroup; grep -c cgroup /proc/mounts'), 'cgroup2fs\n1\n');
	t.is(await machine.onHost(1, 'ls -d /sys/module/{ip_vs,br_netfilter,overlay} 2>/dev/null || true'), '');
	before = {files: (await everything(machine, [1]))[0]!, settings: await settings()};
	t.true(before.settings.includes('swap /dev/vdb'), before.settings.join('\n'));
});

test.serial('the check sees it and says what the install will change; the install does that, over ssh alone', async t => {
	t.timeout(2 * hour * 1000);
	const check = await kinstall('check --json');
	t.is(check.code, 0, words(check));
	t.is(JSON.parse(await readFile(path.join(cluster.folder, 'facts/node1.json'), 'utf8')).cgroup, 2);
	const prepared = check.lines.flatMap(({finding}) =>
		(finding as Finding | undefined)?.severity === 'prepared' ? [(finding as Finding).id] : [],
	);
	t.deepEqual(prepared.sort(), ['modules', 'packages', 'swap', 'sysctls']);
	const [apply] = await Promise.all([kinstall('apply --yes --approve expected --json'), serveShare(machine, hour)]);
	t.is(apply.code, 0, words(apply));
	t.is(endOf(apply)?.outcome, 'done');
});

/** As it must be from the install on, whatever boots between. */
const prepared = async () =>
	machine.onHost(
		1,
		`cat /etc/modules-load.d/kinstall.conf | while read -r module; do [ -d /sys/module/$module ] || echo "$module is not loaded"; done
		sed 's/ = .*//' /etc/sysctl.d/90-kinstall.conf | while read -r key; do [ "$(cat /proc/sys/\${key//.//})" = 1 ] || echo "$key is not 1"; done
		tail -n +2 /proc/swaps`,
	);

test.serial('modules are loaded, forwarding is on, swap is off', async t => {
	t.timeout(120_000);
	t.is(await prepared(), '');
	t.regex(await machine.onHost(1, 'cat /etc/modules-load.d/kinstall.conf'), /^ip_vs$/m);
});

/**
 * Virtual servers of the kernel and the real ones behind each: `10.96.0.1:443` -> addresses. Without those of weight 0: they get no new connection,
 * and kube-proxy removes them when their last one has ended.
 */
const virtualServers = async (): Promise<Map<string, string[]>> => {
	const plain = (hex: string) => {
		const [ip = '', port = ''] = hex.split(':');
		return `${ip
			.match(/../g)
			?.map(byte => Number.parseInt(byte, 16))
			.join('.')}:${Number.parseInt(port, 16)}`;
	};
	const servers = new Map<string, string[]>();
	for (const line of (await machine.onHost(1, 'cat /proc/net/ip_vs')).split('\n')) {
		const [kind = '', at = '', , weight] = line.trim().split(/\s+/);
		if (kind === 'TCP') servers.set(plain(at), []);
		else if (kind === '->' && weight !== '0' && servers.size > 0 && /^[0-9A-F]{8}:/.test(at)) [...servers.values()].at(-1)!.push(plain(at));
	}
	return servers;
};

/** The app answers, and the kernel's ipvs is what its Service's address leads through. */
const throughIpvs = async () => {
	await healthy(cluster, 900);
	const ip = (await cluster.kubectl(['get', 'service', 'app', '-o', 'jsonpath={.spec.clusterIP}'])).trim();
	const pods = (await cluster.kubectl(['get', 'pods', '-l', 'app=app', '-o', 'jsonpath={.items[*].status.podIP}'])).trim().split(' ');
	return {
		mode: await machine.onHost(1, 'exec 3<>/dev/tcp/127.0.0.1/10249; printf "GET /proxyMode HTTP/1.0\\r\\n\\r\\n" >&3; tail -n 1 <&3'),
		servers: (await virtualServers()).get(`${ip}:80`)?.sort(),
		pods: pods.map(pod => `${pod}:8080`).sort(),
	};
};

test.serial('a Service leads through ipvs to its pods, which answer', async t => {
	t.timeout(hour * 1000);
	await deployApp(cluster);
	const {mode, servers, pods} = await throughIpvs();
	t.is(mode, 'ipvs');
	t.is(pods.length, 2);
	t.deepEqual(servers, pods);
});

const provisioners = async (replicas: number) => {
	await cluster.kubectl(['-n', 'kube-system', 'scale', 'deployment', 'nfs-provisioner', `--replicas=${replicas}`]);
};

test.serial('a claim is bound to a volume on a real NFS server, and a pod writes there', async t => {
	t.timeout(hour * 1000);
	t.regex(await claimVolume(cluster, 900), new RegExp(`^Bound nfs4 ${address}:${share}/default-claim-pvc-`));
	// A machine that mounts from itself waits long for its own server when it goes down.
	await cluster.kubectl(['delete', 'pod', 'writer', '--wait=false']);
	await provisioners(0);
	await until('nothing is mounted from the server', 600, async () => {
		const mounted = await machine.onHost(1, "awk '$3 ~ /^nfs[34]?$/' /proc/mounts");
		if (mounted !== '') throw new Error(mounted);
		return true;
	});
});

test.serial('after a reboot the node is Ready by itself, with modules, forwarding and no swap, and the Service answers', async t => {
	t.timeout(hour * 1000);
	await machine.onHost(1, 'systemctl reboot --no-block');
	boot = await machine.isUp(1200, boot);
	await unitsActive(cluster, [1], 900);
	t.is(await prepared(), '');
	await t.notThrowsAsync(
		until('the Service leads to the pods of now alone', 300, async () => {
			const {servers, pods} = await throughIpvs();
			if (servers?.join() !== pods.join()) throw new Error(`${servers?.join(', ')} and not ${pods.join(', ')}`);
			return pods;
		}),
	);
	await provisioners(1);
	await until('the provisioner has the share again', 600, async () => {
		const ready = await cluster.kubectl([
			'-n',
			'kube-system',
			'get',
			'deployment/nfs-provisioner',
			'-o',
			'jsonpath={.status.readyReplicas}',
		]);
		return ready === '1' || undefined;
	});
});

test.serial('a second apply, after the reboot, changes nothing', async t => {
	t.timeout(hour * 1000);
	const apply = await kinstall('apply --yes --json');
	t.is(endOf(apply)?.outcome, 'unchanged', words(apply));
});

test.serial('reset gives the machine back as it was, its swap on', async t => {
	t.timeout(hour * 1000);
	const reset = await kinstall('reset --yes');
	t.is(reset.code, 0, words(reset));
	t.regex(reset.out, /left packages (\S+ )*nfs-common( \S+)*: needed by nfs-kernel-server/);
	await unserveShare(machine);
	t.deepEqual(difference(before.files, (await everything(machine, [1]))[0]!), []);
	t.deepEqual(difference(before.settings, await settings()), []);
	t.is(await machine.onHost(1, 'tail -n +4 /proc/net/ip_vs'), '');
	// Modules stay until the next boot; their parameters are the kernel's again.
	const parameters = await machine.onHost(1, 'cd /proc/sys/net; cat netfilter/nf_conntrack_tcp_timeout_established ipv4/vs/conntrack');
	t.is(parameters, '432000\n0\n');
});

test.serial('nothing here dialled another address than the loopback', async t => {
	// This network has the loopback alone: the kernel counts what it had no route for.
	const [names = '', numbers = ''] = (await readFile('/proc/net/snmp', 'utf8')).split('\n').filter(line => line.startsWith('Ip:'));
	t.is(numbers.split(' ')[names.split(' ').indexOf('OutNoRoutes')], '0');
});
