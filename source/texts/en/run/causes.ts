/** What went wrong by the words in which it is told; the first that matches counts. */
type Cause = {readonly pattern: RegExp; readonly cause: string; readonly mend: string};

export const causes: readonly Cause[] = [
	{
		pattern: /^other bytes: /m,
		cause: 'a mirror has another file than the one that was verified here',
		mend: 'Put the right file there, or take that mirror out of artifacts.mirrors in cluster.yaml, then apply again.',
	},
	{
		pattern: /address already in use/i,
		cause: 'another program holds the port',
		mend: 'On that host `ss -ltnp` names it; stop it, then retry.',
	},
	{pattern: /no space left on device/i, cause: 'the disk is full', mend: 'Make room on that host (`df -h`), then retry.'},
	{
		pattern: /certificate has expired or is not yet valid|is not yet valid/i,
		cause: "the host's clock is off",
		mend: 'Compare `date` on the hosts, set the clock right, then retry.',
	},
	{
		pattern: /sudo: a password is required|sudo: a terminal is required/i,
		cause: 'sudo asks for a password',
		mend: 'Let this user run sudo without one (NOPASSWD in /etc/sudoers.d), or connect as root.',
	},
	{
		pattern: /Unit kinstall-\S+ (already exists|was already loaded)/i,
		cause: 'another kinstall works on this host',
		mend: 'Wait for it, or end it there with `systemctl stop "kinstall-*"`, then retry.',
	},
	{
		pattern: /Unable to locate package|[EW]: Failed to fetch|has no installation candidate/i,
		cause: 'the package source of the host does not answer or lacks the package',
		mend: 'Try `apt-get update` on that host and mend its sources, then retry.',
	},
	{
		pattern: /request cluster ID mismatch|cluster ID mismatch/i,
		cause: "etcd's data belongs to another cluster",
		mend: 'If the data in /var/lib/etcd of that host is of no use, move it away, then retry.',
	},
	{
		pattern: /has already been bootstrapped/i,
		cause: "this member's data is gone, but the other members still know it",
		mend: 'Take the member out with `etcdctl member remove` and add it again, then retry.',
	},
	{
		pattern: /database space exceeded/i,
		cause: 'etcd has used up its space',
		mend: 'Compact and defragment it (`etcdctl compact`, `etcdctl defrag`), clear the alarm, then retry.',
	},
	{
		pattern: /x509: certificate signed by unknown authority/i,
		cause: 'the other side shows a certificate of another authority',
		mend: 'Something there still runs with certificates of an earlier install: compare them with `kinstall diff`, then retry.',
	},
	{
		pattern: /x509: certificate is valid for .*, not /i,
		cause: 'a certificate lacks the name or address that is asked for',
		mend: 'Add it to `pki.names` in cluster.yaml, and begin the installation again.',
	},
	{
		pattern: /running with swap on is not supported/i,
		cause: 'swap is on',
		mend: 'Switch it off on that host (`swapoff -a`, and in /etc/fstab), then retry.',
	},
	{
		pattern: /misconfiguration: kubelet cgroup driver/i,
		cause: 'kubelet and containerd use different cgroup drivers',
		mend: 'See with `kinstall diff` whether somebody changed /etc/containerd/config.toml, then retry.',
	},
	{
		pattern: /exec format error/i,
		cause: 'the binary is for another kind of CPU',
		mend: 'Take artifacts for the CPU of that host (`uname -m`), then retry.',
	},
	{
		pattern: /Could not get lock|is locked by another process/i,
		cause: 'another program is installing packages on this host',
		mend: 'Wait until it has ended, then retry.',
	},
	{
		pattern: /Read-only file system/i,
		cause: 'the file system can only be read',
		mend: 'See in `dmesg` of that host why, and mount it writable, then retry.',
	},
	{
		pattern: /too many open files/i,
		cause: 'the host allows too few open files or watches',
		mend: 'Raise fs.inotify.max_user_instances and the limit of open files there, then retry.',
	},
	{
		pattern: /oom-kill|out of memory/i,
		cause: 'the host has no memory left',
		mend: 'Stop something there, or give it more memory, then retry.',
	},
	{pattern: /Unit \S+ is masked/i, cause: 'the unit is masked there', mend: '`systemctl unmask` it on that host, then retry.'},
	{
		pattern: /unknown flag|flag provided but not defined/i,
		cause: 'a flag is unknown to this version',
		mend: 'Correct `extraFlags` in cluster.yaml, and begin the installation again.',
	},
	{
		pattern:
			/^(mux_client_\w+: |client_loop: |ssh: connect to host |Timeout, server |Connection (closed|reset) by |Connection timed out during banner)/m,
		cause: 'the connection to the host broke',
		mend: 'Is it up, is its cable plugged in? When `ssh` reaches it again, retry: what is done stays done.',
	},
	{
		pattern: /no route to host|i\/o timeout/i,
		cause: 'another host does not answer: a firewall, or no route',
		mend: 'Look at firewall and routes between the two, then retry.',
	},
];
