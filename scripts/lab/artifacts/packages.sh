# etcd, containerd, runc and the CNI plugins: Debian's builds, in upstream's archives. On a host they need libc6 and
# runc also libseccomp2, which systemd brings.

make_etcd() {
	local version=3.4.23 server client folder=$WORK/etcd
	server=$(unpack etcd-server $version) client=$(unpack etcd-client $version)
	mkdir -p "$folder/etcd-v$version-linux-amd64"
	cp "$server/usr/bin/etcd" "$client/usr/bin/etcdctl" "$folder/etcd-v$version-linux-amd64/"
	pack "$folder" "etcd-v$version-linux-amd64" | gzip -1n >"$WORK/etcd.tgz"
	publish etcd "$WORK/etcd.tgz"
}

make_containerd() {
	local package name
	package=$(unpack containerd 1.6.20)
	mkdir -p "$WORK/containerd/bin"
	for name in containerd containerd-shim-runc-v2 ctr; do cp "$package/usr/bin/$name" "$WORK/containerd/bin/"; done
	pack "$WORK/containerd" bin | gzip -1n >"$WORK/containerd.tgz"
	publish containerd "$WORK/containerd.tgz"
}

make_runc() {
	local package
	package=$(unpack runc 1.1.5)
	cp "$package/usr/sbin/runc" "$WORK/runc.amd64"
	publish runc "$WORK/runc.amd64"
}

make_cni() {
	local package
	package=$(unpack containernetworking-plugins 1.1.1)
	pack "$package/usr/lib/cni" . | gzip -1n >"$WORK/cni.tgz"
	publish cni "$WORK/cni.tgz"
}
