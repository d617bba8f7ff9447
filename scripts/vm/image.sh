#!/bin/bash
# image.sh BASE DIR: makes DIR, a disk for QEMU with the lab's Debian (BASE/root) and Debian's own kernel in it, and that kernel and its initrd beside it.
# DIR gets its name when all of it is there. What a whole machine has and the lab's hosts do not: a kernel with its modules, swap in fstab, a network of systemd-networkd, an NFS server to be had.
set -euo pipefail
umask 022
BASE=$1 DIR=$2 NEW=$2.new ROOT=$2.new/root WORK=$2.new/work
SWAP=7f3c1c3e-8a51-4d7e-9a50-6b1d5c0f2a11
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# The machine's apt (mirrors, proxies, keys) with lists and a cache of its own, looking at the disk's packages.
apt() {
	apt-get -q -o Dir::State::lists="$WORK/lists" -o Dir::Cache="$WORK/cache" -o Dir::State::status="$ROOT/var/lib/dpkg/status" \
		-o APT::Sandbox::User=root -o Debug::NoLocking=true -o APT::Install-Recommends=false "$@"
}

kernel() {
	mkdir -p "$WORK/lists/partial" "$WORK/cache/archives/partial" "$ROOT/run/debs"
	cp -a /var/lib/apt/lists/*_* "$WORK/lists/" 2>/dev/null || : # what is fresh is not fetched again
	apt update
	apt install --yes --download-only "linux-image-$(dpkg --print-architecture)"
	cp "$WORK"/cache/archives/*.deb "$ROOT/run/debs/"
	chroot "$ROOT" sh -c 'dpkg --install /run/debs/*.deb'
	cp "$ROOT"/boot/vmlinuz-* "$NEW/kernel"
	cp "$ROOT"/boot/initrd.img-* "$NEW/initrd"
	rm -r "$ROOT/run/debs" "$WORK"/cache/archives/*.deb
}

# A second flat apt source, with what the lab's hosts have no use for.
nfs() {
	local file name
	apt install --yes --download-only nfs-kernel-server
	mkdir "$ROOT/srv/nfs-packages"
	for file in "$WORK"/cache/archives/*.deb; do
		name=$(sha256sum "$file" | cut -c1-64)
		mv "$file" "$ROOT/srv/nfs-packages/$name.deb"
		dpkg-deb -f "$ROOT/srv/nfs-packages/$name.deb"
		printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' "$name" "$(stat -c %s "$ROOT/srv/nfs-packages/$name.deb")" "$name"
	done >"$ROOT/srv/nfs-packages/Packages"
	echo 'deb [trusted=yes] file:/srv/nfs-packages ./' >>"$ROOT/etc/apt/sources.list"
}

settings() {
	# The lab takes units from its hosts that would reach the machine around them.
	find "$ROOT/etc/systemd/system" -lname /dev/null -delete
	cp -a "$BASE/packages/." "$ROOT/srv/packages/"
	echo node1 >"$ROOT/etc/hostname"
	printf '127.0.0.1 localhost\n127.0.1.1 node1\n' >"$ROOT/etc/hosts"
	printf '/dev/vda / ext4 errors=remount-ro 0 1\nUUID=%s none swap sw 0 0\n' $SWAP >"$ROOT/etc/fstab"
	printf '[Match]\nName=en*\n\n[Network]\nAddress=10.0.2.15/24\nGateway=10.0.2.2\n' >"$ROOT/etc/systemd/network/10-wired.network"
	systemctl --root="$ROOT" enable systemd-networkd.service
	ssh-keygen -q -t ed25519 -N '' -C kinstall-vm -f "$NEW/id_ed25519"
	ssh-keygen -q -t ed25519 -N '' -C node1 -f "$ROOT/etc/ssh/ssh_host_ed25519_key"
	install -d -m 700 "$ROOT/root/.ssh"
	install -m 600 "$NEW/id_ed25519.pub" "$ROOT/root/.ssh/authorized_keys"
	echo "10.0.2.15 $(cut -d' ' -f1,2 "$ROOT/etc/ssh/ssh_host_ed25519_key.pub")" >"$NEW/known_hosts"
}

disks() {
	truncate -s 10G "$NEW/root.img"
	mkfs.ext4 -q -F -d "$ROOT" "$NEW/root.img"
	truncate -s 512M "$NEW/swap.img"
	mkswap -q -U $SWAP "$NEW/swap.img"
}

rm -rf "$NEW"
mkdir -p "$ROOT"
cp -a "$BASE/root/." "$ROOT/"
kernel
nfs
settings
disks
rm -rf "$ROOT" "$WORK"
mv "$NEW" "$DIR"
