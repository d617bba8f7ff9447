import type {Texts} from '../shape.ts';

export const cli: Texts['cli'] = {
	description: '用原生二进制文件和 systemd 单元安装高可用的 Kubernetes 集群。',
	commands: {
		default: '打开向导（需要终端）',
		plan: '制定计划并写成文件；不触及任何主机',
		check: '检查每台主机，说明有什么障碍；不会改动主机',
		apply: '安装或修复 cluster.yaml 所描述的集群',
		diff: '逐个文件显示各主机与计划的差异；不会改动任何内容',
		status: '显示 `kubectl get cs`，以及在各主机上对每个守护进程的探测',
		csr: 'kubelet 的证书签名请求：列出（list）、批准（approve）、拒绝（deny）；在终端中不带动词时打开相应的屏幕',
		reset: '从主机上移除集群，并恢复原有内容',
		rehearse: '在本机创建的五台主机上安装集群，作为演练',
		attach: '显示正在进行的安装',
		replay: '显示记录下来的安装过程',
		report: '生成一次已记录运行的报告：一个 HTML 文件',
		lab: '演练用的实验环境：up、down、kill、start、reboot、partition、heal、ssh、ssh-config、check',
	},
	options: {
		file: '集群文件',
		json: '每行打印一个 JSON 对象',
		yes: '对所有询问都回答同意',
		verbose: '打印主机上各命令的输出',
		output: '计划写到哪里',
		show: '同时打印全部内容：证书、文件、脚本及其值、各项假定',
		approve: '`expected` 批准依据充分的 kubelet 请求；`ask` 等待人来处理',
		acceptHostKeys: '打印指纹后，接受尚不知道的主机密钥',
		watch: '反复查看，默认每 10 秒一次，也可另给秒数：在屏幕上，或在没有终端时逐行打印',
		reportFile: '写入哪个文件；缺省为记录旁边的 report.html',
		journal: 'journal 文件，或集群目录',
		speed: '播放速度的倍数',
		run: 'journal 中的哪一次运行：其 ID 的开头；不写时为最后一次',
		list: '列出 journal 中的各次运行',
		at: '从运行开始后的这一秒数处开始，并在那里暂停',
		keep: '结束后保留实验环境',
	},
	rehearsal: {
		announcement: `演练：在本机上创建五台真实的主机（各有 systemd、sshd 和自己的地址），并在其上安装 Kubernetes。
  需要    root，支持命名空间的 Linux；约 4 GB 内存
  安装    debootstrap、iproute2 和 openssh-client，缺少时用 apt-get 安装
  磁盘    构建 Kubernetes 时 ~/.cache/kinstall 下约 6 GB，之后约 2 GB
  时间    第一次约 12 分钟，大部分在向导背后进行；以后约 2 分钟
  网络    这些主机在自己的网络中：从外部看不到它们
结束时实验环境会被移除，除软件包和缓存之外，对本机的改动也会一并恢复。`,
		question: '继续吗？[Y/n]',
		artifactsBegin: '制品',
		artifactsReady: '制品已就绪',
		artifactsFailed: (tail, log) => `无法构建制品：${tail}\n    完整输出：${log}`,
		making: (title, seconds) => `正在构建 ${title}${seconds === undefined ? '' : `，大约还需 ${Math.ceil(seconds / 60)} 分钟`}`,
		down: '正在移除实验环境 ...',
		kept: directory => `实验环境已保留。可用 \`npx kinstall rehearse --keep\` 返回，或使用：
  kinstall status -f ${directory}/cluster.yaml
  kinstall lab ssh 1        在 node1 上打开 shell
  kinstall lab down         移除实验环境`,
	},
	example: text => `例如：${text}`,
	problems: count => `${count} 个问题；未做任何改动。`,
	severities: {failure: '失败', warning: '警告', prepared: '准备'},
	expected: '符合预期',
	unexpected: '不符合预期',
	watchSeconds: '请给出不小于 2 的秒数。',
	noRequests: '没有请求',
	planned: (directory, digest, files, hosts) => `${directory} 中有 ${hosts} 台主机的 ${files} 个文件\n计划 ${digest}`,
	note: line => `说明  ${line}`,
	assumed: line => `假定  ${line}`,
	notPinned: name => `校验和未公布  ${name}：没有预先公布的校验和；使用文件旁边的校验和`,
	needsYes: '这会改动主机：请加上 --yes，或在终端中运行。',
	drifted: '主机与计划所依据的状况不同；未做任何改动。请查看，然后用 `kinstall check` 接受。',
	checkFailed: count => `有 ${count} 个障碍；未做任何改动。`,
	unreadableText: (file, code) => (code === 'ENOENT' ? `没有 ${file} 这个文件` : `无法读取 ${file}（${code}）`),
	noTextFile: file => `${file} 不是文件`,
	tooLargeText: (file, most) => `${file} 大于 ${most} MiB`,
	notChecked: '请先检查；检查没有失败时才会开始安装。',
	notAsShown: '计划已不是所显示的那一个：期间有内容发生了变化。未做任何改动；请重新查看预览。',
	denyWhom: '请写明要拒绝的请求：kinstall csr deny 名称...',
	checked: hosts => `已检查 ${hosts} 台主机，没有障碍。`,
	artifacts: '制品：正在获取、核对和解压 ...',
	artifactsReady: seconds => `制品已就绪（${seconds.toFixed(1)} 秒）。`,
	locked: (pid, since, command) =>
		`另一个 kinstall 正在处理此集群：\`${command}\`，进程 ${pid}，开始于 ${since}。可用 \`kinstall attach\` 查看。`,
	unchanged: '一切与计划一致；未做任何改动。',
	ready: kubeconfig => `集群已就绪。其 kubeconfig：${kubeconfig}`,
	resetDone: '主机已恢复原状。cluster.yaml、pki/ 和日志仍在这里。',
	noRun: '此目录中没有正在进行的安装',
	hostKey: (fingerprint, file) => `新的主机密钥 ${fingerprint}，已接受并写入 ${file}`,
	noTerminal: '向导需要终端。没有终端时：kinstall apply -f cluster.yaml --yes --approve expected',
};
