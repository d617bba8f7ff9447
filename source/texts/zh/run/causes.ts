import type {Texts} from '../../shape.ts';

export const causes: Texts['run']['causes'] = [
	{
		pattern: /^other bytes: /m,
		cause: '镜像站上的文件与本机校验过的不同',
		mend: '在镜像站上放置正确的文件，或从 cluster.yaml 的 artifacts.mirrors 中删除该镜像站，然后重新 apply。',
	},
	{
		pattern: /address already in use/i,
		cause: '端口被另一个程序占用',
		mend: '在该主机上用 `ss -ltnp` 查出该程序；停止它，然后重试。',
	},
	{pattern: /no space left on device/i, cause: '磁盘已满', mend: '在该主机上腾出空间（`df -h`），然后重试。'},
	{
		pattern: /certificate has expired or is not yet valid|is not yet valid/i,
		cause: '该主机的时钟不准',
		mend: '比较各主机上 `date` 的输出，校准时钟，然后重试。',
	},
	{
		pattern: /sudo: a password is required|sudo: a terminal is required/i,
		cause: 'sudo 要求输入密码',
		mend: '允许该用户无需密码运行 sudo（在 /etc/sudoers.d 中设置 NOPASSWD），或以 root 连接。',
	},
	{
		pattern: /Unit kinstall-\S+ (already exists|was already loaded)/i,
		cause: '另一个 kinstall 正在此主机上工作',
		mend: '等待它结束，或在该主机上用 `systemctl stop "kinstall-*"` 结束它，然后重试。',
	},
	{
		pattern: /Unable to locate package|[EW]: Failed to fetch|has no installation candidate/i,
		cause: '该主机的软件源没有响应，或缺少该软件包',
		mend: '在该主机上运行 `apt-get update` 并修正其软件源，然后重试。',
	},
	{
		pattern: /request cluster ID mismatch|cluster ID mismatch/i,
		cause: 'etcd 的数据属于另一个集群',
		mend: '如果该主机 /var/lib/etcd 中的数据已无用，请将其移走，然后重试。',
	},
	{
		pattern: /has already been bootstrapped/i,
		cause: '此成员的数据已丢失，但其他成员仍记得它',
		mend: '用 `etcdctl member remove` 移除该成员并重新添加，然后重试。',
	},
	{
		pattern: /database space exceeded/i,
		cause: 'etcd 的空间已用完',
		mend: '压缩并整理（`etcdctl compact`、`etcdctl defrag`），清除告警，然后重试。',
	},
	{
		pattern: /x509: certificate signed by unknown authority/i,
		cause: '对方出示的证书由另一个机构签发',
		mend: '对方仍在使用以前安装的证书：用 `kinstall diff` 比较，然后重试。',
	},
	{
		pattern: /x509: certificate is valid for .*, not /i,
		cause: '证书中缺少所请求的名称或地址',
		mend: '将其加入 cluster.yaml 的 `pki.names`，然后重新开始安装。',
	},
	{
		pattern: /running with swap on is not supported/i,
		cause: '交换分区已启用',
		mend: '在该主机上关闭它（`swapoff -a`，并修改 /etc/fstab），然后重试。',
	},
	{
		pattern: /misconfiguration: kubelet cgroup driver/i,
		cause: 'kubelet 与 containerd 使用不同的 cgroup 驱动',
		mend: '用 `kinstall diff` 查看 /etc/containerd/config.toml 是否被改动，然后重试。',
	},
	{pattern: /exec format error/i, cause: '二进制文件适用于另一种 CPU', mend: '使用适合该主机 CPU 的文件（`uname -m`），然后重试。'},
	{pattern: /Could not get lock|is locked by another process/i, cause: '另一个程序正在该主机上安装软件包', mend: '等待它结束，然后重试。'},
	{pattern: /Read-only file system/i, cause: '文件系统是只读的', mend: '在该主机的 `dmesg` 中查看原因，以可写方式挂载，然后重试。'},
	{
		pattern: /too many open files/i,
		cause: '该主机允许打开的文件或监视数量太少',
		mend: '提高 fs.inotify.max_user_instances 和打开文件数上限，然后重试。',
	},
	{pattern: /oom-kill|out of memory/i, cause: '该主机内存不足', mend: '停止一些程序或增加内存，然后重试。'},
	{pattern: /Unit \S+ is masked/i, cause: '该单元已被屏蔽（masked）', mend: '在该主机上对它执行 `systemctl unmask`，然后重试。'},
	{
		pattern: /unknown flag|flag provided but not defined/i,
		cause: '此版本不认识某个参数',
		mend: '修改 cluster.yaml 中的 `extraFlags`，然后重新开始安装。',
	},
	{
		pattern:
			/^(mux_client_\w+: |client_loop: |ssh: connect to host |Timeout, server |Connection (closed|reset) by |Connection timed out during banner)/m,
		cause: '与该主机的连接中断',
		mend: '它是否已开机、网络是否接通？`ssh` 能再连上后请重试：已完成的不会重做。',
	},
	{
		pattern: /no route to host|i\/o timeout/i,
		cause: '另一台主机没有响应：防火墙或没有路由',
		mend: '检查两台主机之间的防火墙和路由，然后重试。',
	},
];
