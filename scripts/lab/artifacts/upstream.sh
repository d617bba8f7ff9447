# What Debian lacks, compiled from upstream's Go modules by upstream/NAME.sh, which keep what they made in the cache; here it gets into upstream's archives.

. "$HERE/upstream/parts.sh"

# Seconds, and MB at most.
declare -A COMPILE=([kubernetes]=480 [etcd]=60 [containerd]=150 [runc]=40 [cni]=30 [coredns]=120 [flannel]=90 [metrics]=240)
declare -A COMPILE_ROOM=([kubernetes]=4500 [etcd]=1200 [containerd]=1500 [runc]=900 [cni]=500 [coredns]=900 [flannel]=900 [metrics]=1500)

plan_upstream() {
	plan_step go 1.26.8 15 make_go
	if [ "$1" != pause ] && ! is_compiled "$1" "$2"; then
		[ "$1" != runc ] || plan_step cc 12 60 make_cc
		plan_step "compile-$1" "$2" "${COMPILE[$1]}" compile
		ROOM=$((ROOM + COMPILE_ROOM[$1]))
	fi
	plan_step "$1" "$2" 5 "make_$1_upstream"
}

is_compiled() {
	local complete=$CACHE/$(folder_of "$1")/$2/complete
	# The parts of ours may be others by now.
	if [ -d "$HERE/upstream/$1" ]; then grep -Fxqs "$(parts_of "$1")" "$complete"; else [ -e "$complete" ] || [ -e "$CACHE/$1/v$2/complete" ]; fi
}
folder_of() {
	case $1 in cni) echo cni-plugins ;; metrics) echo metrics-server ;; *) echo "$1" ;; esac
}

# Go to begin with: the machine's own, with its modules, or Debian's, with modules that go with the rest of the work.
use_any_go() {
	# What the compiler keeps between packages goes with the rest of the work, too.
	export GOCACHE=$WORK/go/cache
	command -v go >/dev/null && return
	export PATH=$WORK/go/root/usr/lib/go-1.19/bin:$PATH GOPATH=$WORK/go/path GOFLAGS=-modcacherw
	[ -e /etc/ssl/certs/ca-certificates.crt ] || export SSL_CERT_FILE=$WORK/go/authorities.pem
}

make_go() {
	local authorities
	if ! command -v go >/dev/null; then
		fetch g/golang-1.19/golang-1.19-go_1.19.8-2_amd64.deb go.deb 545123039b6c79e75cf2d86528781a825424cf33ce9d3f4513d772d7144cd531
		mkdir -p "$WORK/go/root"
		dpkg-deb -x "$WORK/downloads/go.deb" "$WORK/go/root"
		authorities=$(unpack ca-certificates)
		find "$authorities/usr/share/ca-certificates" -name '*.crt' -exec cat {} + >"$WORK/go/authorities.pem"
	fi
	(use_any_go && . "$HERE/upstream/go.sh" && use_go $newest_go && go version)
}

compile() { # ID VERSION
	local name=${1#compile-} version=$2
	use_any_go
	[ "$name" != kubernetes ] || version=v$version
	[ "$name" != runc ] || use_cc
	"$HERE/upstream/$(folder_of "$name").sh" "$version"
}

# A C compiler with libseccomp, from Debian's packages.
CC_PACKAGES=(gcc-12 cpp-12 libgcc-12-dev binutils-x86-64-linux-gnu libbinutils libctf0 libctf-nobfd0 libgprofng0 libjansson4 libisl23 libmpc3 libmpfr6
	libgmp10 libzstd1 zlib1g libc6-dev linux-libc-dev libcrypt-dev libseccomp-dev)

make_cc() {
	local package
	mkdir -p "$WORK/cc/root"
	for package in "${CC_PACKAGES[@]}"; do cp -a "$(unpack "$package")"/. "$WORK/cc/root/"; done
	use_cc
	echo 'int main(void) { return 0; }' >"$WORK/cc/try.c"
	"$CC" -static -o "$WORK/cc/try" "$WORK/cc/try.c"
	"$WORK/cc/try"
}

use_cc() {
	local root=$WORK/cc/root lib
	lib=$root/usr/lib/x86_64-linux-gnu
	cat >"$WORK/cc/cc" <<-X
		#!/bin/sh
		LD_LIBRARY_PATH=$lib exec $root/usr/bin/x86_64-linux-gnu-gcc-12 --sysroot=$root -B$root/usr/bin/x86_64-linux-gnu- "\$@"
	X
	# runc asks it for nothing but libseccomp.
	cat >"$WORK/cc/pkg-config" <<-X
		#!/bin/sh
		case "\$*" in *--cflags*) echo "-I$root/usr/include" ;; *--libs*) echo "-L$lib -lseccomp" ;; esac
	X
	chmod +x "$WORK/cc/cc" "$WORK/cc/pkg-config"
	export CC=$WORK/cc/cc PKG_CONFIG=$WORK/cc/pkg-config
}

make_kubernetes_upstream() { # ID VERSION
	local bin=$WORK/server-$2/kubernetes/server/bin
	mkdir -p "$bin"
	cp -l "$CACHE/kubernetes/v$2/bin/"* "$bin/" 2>/dev/null || cp "$CACHE/kubernetes/v$2/bin/"* "$bin/"
	pack "$WORK/server-$2" kubernetes | gzip -1n >"$WORK/kubernetes-$2.tgz"
	publish "kubernetes-$2" "$WORK/kubernetes-$2.tgz"
}

make_etcd_upstream() {
	local folder=$WORK/etcd-$2 name=etcd-v$2-linux-amd64
	mkdir -p "$folder/$name"
	cp "$CACHE/etcd/$2"/etcd* "$folder/$name/"
	pack "$folder" "$name" | gzip -1n >"$folder.tgz"
	publish "etcd-$2" "$folder.tgz"
}

make_containerd_upstream() {
	local folder=$WORK/containerd-$2
	mkdir -p "$folder/bin"
	cp "$CACHE/containerd/$2"/* "$folder/bin/"
	rm "$folder/bin/complete"
	pack "$folder" bin | gzip -1n >"$folder.tgz"
	publish "containerd-$2" "$folder.tgz"
}

make_runc_upstream() {
	cp "$CACHE/runc/$2/runc" "$WORK/runc-$2"
	publish "runc-$2" "$WORK/runc-$2"
}

make_cni_upstream() {
	local folder=$WORK/cni-$2
	mkdir -p "$folder"
	cp "$CACHE/cni-plugins/$2"/* "$folder/"
	rm "$folder/complete"
	pack "$folder" . | gzip -1n >"$folder.tgz"
	publish "cni-$2" "$folder.tgz"
}

make_coredns_upstream() {
	local root=$WORK/coredns-$2 name=registry.k8s.io/coredns/coredns:v$2
	[ "$2" != 1.7.0 ] || name=registry.k8s.io/coredns:$2
	mkdir -p "$root"
	cp "$CACHE/coredns/$2/coredns" "$root/"
	image "coredns-$2" "$name" "$root" '{"Entrypoint":["/coredns"],"WorkingDir":"/"}'
}

make_metrics_upstream() {
	local root=$WORK/metrics-$2
	mkdir -p "$root"
	cp "$CACHE/metrics-server/$2/metrics-server" "$root/"
	image "metrics-$2" "registry.k8s.io/metrics-server/metrics-server:v$2" "$root" '{"Entrypoint":["/metrics-server"],"User":"65534"}'
}

# What flanneld calls: iptables in Debian's form, which is the hosts'.
FLANNEL_PACKAGES=(busybox-static iptables libxtables12 libmnl0 libnftnl11 libnfnetlink0 libnetfilter-conntrack3 libip4tc2 libip6tc2 libc6)

# flanneld and its CNI plugin, which are two images of upstream's, in one with both names.
make_flannel_upstream() {
	local root=$WORK/flannel-$2 package tool
	mkdir -p "$root/opt/bin" "$root/run" "$root/tmp"
	for package in "${FLANNEL_PACKAGES[@]}"; do cp -a "$(unpack "$package")"/. "$root/"; done
	rm -rf "$root/usr/share" "$root/etc"
	for tool in {iptables,ip6tables}{,-save,-restore}; do ln -sf xtables-nft-multi "$root/usr/sbin/$tool"; done
	ln -sf busybox "$root/bin/cp"
	cp "$CACHE/flannel/$2/flanneld" "$root/opt/bin/flanneld"
	cp "$CACHE/flannel-install/$2/install_conf" "$root/opt/bin/install-conf"
	cp "$CACHE/flannel-cni/0.9.1/flannel" "$root/flannel"
	image "flannel-$2" "ghcr.io/flannel-io/flannel:v$2 ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3" "$root" \
		'{"Entrypoint":["/opt/bin/flanneld"],"Env":["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]}'
}

# pause.c as the Kubernetes has it whose set names this pause.
make_pause_upstream() {
	local kubernetes
	kubernetes=$(sed -n "s/^[0-9.]* kubernetes-\([0-9.]*\) .*pause-$2 .*/\1/p" "$HERE/sets.txt" | head -n 1)
	use_any_go
	compile_pause "$2" "$(. "$HERE/upstream/go.sh" && module k8s.io/kubernetes "v$kubernetes")/build/pause/linux/pause.c"
}
