#!/bin/bash
# base.sh LAB.SH DIR: builds the hosts' base in DIR. Called by `lab.sh base`, which keeps the result by this file's hash.
# Its noise goes to $LOG. A host must be as a fresh server: what is not in INCLUDE or pulled in by it is not there.
set -euo pipefail
umask 022
SELF=$1 DIR=$2 ROOT=$2/root WORK=$2/work
HERE=${SELF%/*}
. "$HERE/lib/text.sh"
SUITE=bookworm
INCLUDE=systemd,systemd-sysv,dbus,libpam-systemd,openssh-server,sudo
PACKAGES='iproute2 iptables nftables conntrack kmod ipset procps nginx-light libnginx-mod-stream haproxy keepalived duktape chrony tinyproxy docker-registry bind9 wget'
# Cannot be installed beside one of PACKAGES.
RIVALS='systemd-timesyncd'
# Units that would reach the machine through the namespaces, and consoles that a host does not have.
MASK='systemd-pstore.service e2scrub_reap.service e2scrub_all.timer fstrim.timer proc-sys-fs-binfmt_misc.automount
	sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount dev-hugepages.mount
	getty@tty1.service console-getty.service getty-static.service'

# apt as the machine has it set up (mirrors, proxies, keys), but with lists and a cache of its own, so that nothing of the
# machine's is touched. After the base is there, it sees the base's installed packages.
apt() {
	local status=/var/lib/dpkg/status
	[ ! -e "$ROOT/var/lib/dpkg/status" ] || status=$ROOT/var/lib/dpkg/status
	apt-get -q -o Dir::State::lists="$WORK/lists" -o Dir::Cache="$WORK/cache" -o Dir::State::status="$status" \
		-o APT::Sandbox::User=root -o Debug::NoLocking=true -o APT::Install-Recommends=false "$@"
}

index() {
	mkdir -p "$WORK/lists/partial" "$WORK/cache/archives/partial"
	cp -a /var/lib/apt/lists/*_* "$WORK/lists/" 2>/dev/null || : # what is fresh is not fetched again
	apt update
}

# The mirror that the machine's apt uses for this suite.
mirror() { apt indextargets --format '$(SITE)' "Codename: $SUITE" 'Created-By: Packages' | head -n 1; }

# Unpack and configure, with a line every 30 packages.
system() {
	local line word count=0 last=
	eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
	[ -z "${http_proxy:-}" ] || export http_proxy
	LC_ALL=C debootstrap --variant=minbase --include=$INCLUDE $SUITE "$ROOT" "$1" 2>&1 | while read -r line; do
		echo "$line"
		read -r _ word _ <<<"$line"
		case $word in Retrieving | Unpacking | Configuring) ;; *) continue ;; esac
		[ "$word" = "$last" ] || count=0
		last=$word count=$((count + 1))
		[ $((count % 30)) != 0 ] || text base-progress "$(text "$word")" $count >&3
	done
}

# A flat apt source with PACKAGES, RIVALS and what they need beyond the base.
packages() {
	local file name
	mkdir "$DIR/packages"
	# shellcheck disable=SC2086
	apt install --yes --download-only $PACKAGES
	# shellcheck disable=SC2086
	apt install --yes --download-only $RIVALS
	for file in "$WORK"/cache/archives/*.deb; do
		name=$(dpkg-deb -f "$file" Package)_$(dpkg-deb -f "$file" Version | sed 's/^[0-9]*://')_$(dpkg-deb -f "$file" Architecture).deb
		mv "$file" "$DIR/packages/$name"
		dpkg-deb -f "$DIR/packages/$name"
		printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$name" "$(stat -c %s "$DIR/packages/$name")" "$(sha256sum "$DIR/packages/$name" | cut -d' ' -f1)"
	done >"$DIR/packages/Packages"
	cd "$DIR/packages"
	printf 'Suite: lab\nDate: %s\nSHA256:\n %s %s Packages\n' "$(LC_ALL=C date -Ru)" "$(sha256sum Packages | cut -d' ' -f1)" "$(stat -c %s Packages)" >Release
	dpkg-deb --fsys-tarfile kmod_*.deb | tar -xO ./bin/kmod >"$DIR/kmod"
	chmod 755 "$DIR/kmod"
	cd /
}

settings() {
	rm -rf "$ROOT"/var/cache/apt/archives/*.deb "$ROOT"/var/lib/apt/lists/* "$ROOT"/etc/ssh/ssh_host_* "$ROOT/var/lib/dbus/machine-id"
	: >"$ROOT/etc/machine-id"
	rm -f "$ROOT/etc/hostname" "$ROOT/etc/hosts" "$ROOT/etc/resolv.conf"
	echo '# there is no name server in the lab' >"$ROOT/etc/resolv.conf"
	mkdir -p "$ROOT/srv/packages" "$ROOT/lib/modules" "$ROOT/var/log/journal"
	rm -rf "$ROOT"/etc/apt/sources.list.d/*
	echo 'deb [trusted=yes] file:/srv/packages ./' >"$ROOT/etc/apt/sources.list"
	# shellcheck disable=SC2086
	for unit in $MASK; do ln -sf /dev/null "$ROOT/etc/systemd/system/$unit"; done
	# Two ordinary users beside root, let in by key: sudo asks the second one for his password.
	chroot "$ROOT" useradd --uid 1000 --create-home --shell /bin/bash --password '*' admin
	chroot "$ROOT" useradd --uid 1001 --create-home --shell /bin/bash --groups sudo locked
	echo locked:locked | chroot "$ROOT" chpasswd
	echo 'admin ALL=(ALL) NOPASSWD: ALL' >"$ROOT/etc/sudoers.d/admin"
	chmod 440 "$ROOT/etc/sudoers.d/admin"
}

rm -rf "$DIR"
mkdir -p "$DIR" "$WORK"
: >"$LOG"
exec 3>&1 >>"$LOG" 2>&1 </dev/null
export DEBIAN_FRONTEND=noninteractive
text base-index >&3
index
site=${KINSTALL_LAB_MIRROR:-$(mirror)}
[ -n "$site" ] || { text no-suite $SUITE $SUITE >&3; exit 1; }
text base-system $SUITE >&3
system "$site"
text base-packages >&3
packages
text base-finish >&3
settings
rm -rf "$WORK"
touch "$DIR/done"
