# Texts of the lab's scripts, as printf formats by key. The lab runs before Node is there, hence bash beside lab.ts.
declare -A TEXT=(
	[help]='lab.sh COMMAND: Linux hosts on this machine, in namespaces
  up N [--base]       make and start node1 ... nodeN (--base: build their base first where needed)
  start|stop|kill|reboot I   power on, shut down, cut the power, reboot
  partition|heal I    unplug the network cable, plug it in again
  exec I CMD...       run a command in the host, network or not
  ssh I [CMD...]      the same over ssh, as root
  ctl CMD...          run a command on the installer side of the bridge
  ssh-config          print an ssh_config that reaches the hosts from this machine
  stat                hosts, their state, memory and disk
  down                end the lab and put back what it changed on this machine
  check               say what is left over (exit 1), or "clean"
  doctor              say what this machine lacks to hold a lab (exit 1)
  base [--install]    build the hosts'\'' root file system (--install: install missing packages with apt-get)'
	[bad-id]='LAB_ID %s: write lower-case letters, digits and dashes, for example demo'
	[bad-net]='LAB_NET %s: write the first three numbers of an IPv4 network, for example 10.88.0'
	[bad-count]='up %s: write a number of hosts from 1 to 200'
	[not-root]='namespaces need root: run it as root, for example with sudo'
	[no-host]='there is no host %s in lab %s; `lab.sh stat` lists the hosts'
	[no-lab]='lab %s is not up; `lab.sh up N` makes it'
	[no-base]='the base of the hosts is not built yet: run `lab.sh base`, or `lab.sh up N --base`'
	[up-failed]='not every host came up; the lines above say why. `lab.sh down` removes the lab'
	[locked]='another lab.sh works in %s and did not end within two minutes'
	[other-dir]='lab %s is already up in %s: choose another LAB_ID'
	[runs]='node%s is running already'
	[is-off]='node%s is off'
	[no-start]='node%s did not start; its last words: %s'
	[no-ssh]='node%s: sshd did not come up within %s s'
	[no-end]='node%s did not end within %s s'
	[in-cgroup]='the lab'\''s processes could not be ended in %s'
	[missing]='missing packages: %s. Install them (apt-get install --no-install-recommends %s), or run with --install'
	[installing]='installing packages on this machine: %s'
	[install-failed]='apt-get could not install the packages; see %s'
	[no-suite]='no apt source of this machine offers Debian %s. The hosts are Debian %s: add such a source'
	[base-ready]='base: ready in %s'
	[base-index]='base: 1/4 reading the package lists'
	[base-system]='base: 2/4 Debian %s with systemd and sshd (debootstrap, about a minute)'
	[base-progress]='base: 2/4 %s: %s packages'
	[Retrieving]='fetching' # these three: as debootstrap calls its steps
	[Unpacking]='unpacking'
	[Configuring]='configuring'
	[base-packages]='base: 3/4 packages for the hosts'\'' own apt source'
	[base-finish]='base: 4/4 settings of a fresh host'
	[base-done]='base: built in %s s, %s MB: %s'
	[base-failed]='the base could not be built; the log says why: %s'
	[base-waits]='base: waiting for another lab.sh that builds it'
	[left]='LEFT %s: %s'
	[clean]='clean'
	[stat]='node%-3s %-15s %-4s pid %-8s memory %s MiB  disk %s MiB'
	[fine]='This machine can hold a lab: %s, %s MB free in %s.'
	[cannot]='This machine cannot hold a lab:'
	[d-packages]='  - packages are missing: %s'
	[d-root]='  - not root: namespaces and mounts need it'
	[d-chroot]='  - this is a chroot into a plain folder, where namespaces are refused: bind the folder onto itself (mount --rbind DIR DIR) before entering it'
	[d-overlay]='  - %s lies on %s, which cannot carry the hosts'\'' overlays: set KINSTALL_LAB to a folder on a disk'
	[d-overlay-mount]='  - an overlay cannot be mounted over %s: %s'
	[d-space]='  - %s has %s MB free, a lab needs %s MB'
	[d-namespaces]='  - namespaces cannot be made: %s'
	[d-network]='  - a bridge and its cables cannot be made in a network namespace: %s'
	[d-cgroup]='  - no cgroup hierarchy is mounted at /sys/fs/cgroup'
	[d-controllers]='  - cgroup controllers are missing (a kubelet needs them): %s'
	[d-cgroup-write]='  - /sys/fs/cgroup cannot be written'
)
