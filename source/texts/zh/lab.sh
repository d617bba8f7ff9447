# Texts of the lab's scripts in Simplified Chinese, as printf formats by key. See en/lab.sh.
declare -A TEXT=(
	[help]='lab.sh 命令：在本机的命名空间中运行 Linux 主机
  up N [--base]       创建并启动 node1 ... nodeN（--base：需要时先构建其基础系统）
  start|stop|kill|reboot I   开机、关机、断电、重启
  partition|heal I    拔掉网线、重新插上
  exec I 命令...      在主机中运行命令，无论有无网络
  ssh I [命令...]     通过 ssh 以 root 身份运行
  ctl 命令...         在网桥的安装程序一侧运行命令
  ssh-config          打印能从本机连接各主机的 ssh_config
  stat                各主机及其状态、内存和磁盘
  down                结束实验环境，恢复它在本机上的改动
  check               说明还留下了什么（退出码 1），或打印“已清理干净”
  doctor              说明本机缺少什么而不能运行实验环境（退出码 1）
  base [--install]    构建各主机的根文件系统（--install：用 apt-get 安装缺少的软件包）'
	[bad-id]='LAB_ID %s：请使用小写字母、数字和连字符，例如 demo'
	[bad-net]='LAB_NET %s：请写 IPv4 网络的前三个数字，例如 10.88.0'
	[bad-count]='up %s：请写 1 到 200 的主机数量'
	[not-root]='命名空间需要 root：请以 root 运行，例如用 sudo'
	[no-host]='没有主机 %s，实验环境为 %s；`lab.sh stat` 会列出各主机'
	[no-lab]='实验环境 %s 没有运行；`lab.sh up N` 会创建它'
	[no-base]='主机的基础系统尚未构建：请运行 `lab.sh base`，或 `lab.sh up N --base`'
	[up-failed]='并非所有主机都已启动；原因见上面各行。`lab.sh down` 会移除实验环境'
	[locked]='另一个 lab.sh 正在 %s 中工作，两分钟内没有结束'
	[other-dir]='实验环境 %s 已在 %s 中运行：请选用另一个 LAB_ID'
	[runs]='node%s 已在运行'
	[is-off]='node%s 已关机'
	[no-start]='node%s 没有启动；其最后的输出：%s'
	[no-ssh]='node%s：sshd 在 %s 秒内没有启动'
	[no-end]='node%s 在 %s 秒内没有结束'
	[in-cgroup]='无法结束 %s 中的实验环境进程'
	[missing]='缺少软件包：%s。请安装（apt-get install --no-install-recommends %s），或加上 --install 运行'
	[installing]='正在本机上安装软件包：%s'
	[install-failed]='apt-get 无法安装软件包；见 %s'
	[no-suite]='本机没有提供 Debian %s 的 apt 软件源。主机使用 Debian %s：请添加这样的软件源'
	[base-ready]='基础系统：已就绪，位于 %s'
	[base-index]='基础系统：1/4 读取软件包列表'
	[base-system]='基础系统：2/4 带有 systemd 和 sshd 的 Debian %s（debootstrap，约一分钟）'
	[base-progress]='基础系统：2/4 %s：%s 个软件包'
	[Retrieving]='获取'
	[Unpacking]='解压'
	[Configuring]='配置'
	[base-packages]='基础系统：3/4 主机自己的 apt 软件源所需的软件包'
	[base-finish]='基础系统：4/4 新主机的设置'
	[base-done]='基础系统：用时 %s 秒，%s MB：%s'
	[base-failed]='无法构建基础系统；原因见日志：%s'
	[base-waits]='基础系统：正在等待另一个 lab.sh 构建它'
	[left]='残留 %s：%s'
	[clean]='已清理干净'
	[stat]='node%-3s %-15s %-4s pid %-8s 内存 %s MiB  磁盘 %s MiB'
	[fine]='本机可以运行实验环境：%s，有 %s MB 可用空间，位于 %s。'
	[cannot]='本机不能运行实验环境：'
	[d-packages]='  - 缺少软件包：%s'
	[d-root]='  - 不是 root：命名空间和挂载需要 root'
	[d-chroot]='  - 这是进入普通目录的 chroot，其中不允许命名空间：进入之前请将该目录绑定挂载到自身（mount --rbind 目录 目录）'
	[d-overlay]='  - %s 位于 %s，不能承载主机的 overlay：请将 KINSTALL_LAB 设为磁盘上的目录'
	[d-overlay-mount]='  - 无法在 %s 上挂载 overlay：%s'
	[d-space]='  - %s 有 %s MB 可用空间，实验环境需要 %s MB'
	[d-namespaces]='  - 无法创建命名空间：%s'
	[d-network]='  - 无法在网络命名空间中创建网桥及其网线：%s'
	[d-cgroup]='  - /sys/fs/cgroup 没有挂载 cgroup 层级'
	[d-controllers]='  - 缺少 cgroup 控制器（kubelet 需要它们）：%s'
	[d-cgroup-write]='  - 无法写入 /sys/fs/cgroup'
)
