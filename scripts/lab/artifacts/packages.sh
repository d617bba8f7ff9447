# etcd, containerd, runc and the CNI plugins: Debian's builds, in upstream's archives. On a host they need libc6 and
# runc also libseccomp2, which systemd brings.

make_etcd() {
	local version=$2 server client folder=$WORK/etcd
	server=$(unpack etcd-server $version) client=$(unpack etcd-client $version)
	mkdir -p "$folder/etcd-v$version-linux-amd64"
	cp "$server/usr/bin/etcd" "$client/usr/bin/etcdctl" "$folder/etcd-v$version-linux-amd64/"
	pack "$folder" "etcd-v$version-linux-amd64" | gzip -1n >"$WORK/etcd.tgz"
	publish "etcd-$version" "$WORK/etcd.tgz"
}

make_containerd() {
	local package name
	package=$(unpack containerd "$2")
	mkdir -p "$WORK/containerd/bin"
	for name in containerd containerd-shim-runc-v2 ctr; do cp "$package/usr/bin/$name" "$WORK/containerd/bin/"; done
	pack "$WORK/containerd" bin | gzip -1n >"$WORK/containerd.tgz"
	publish "containerd-$2" "$WORK/containerd.tgz"
}

make_runc() {
	local package
	package=$(unpack runc "$2")
	cp "$package/usr/sbin/runc" "$WORK/runc.amd64"
	publish "runc-$2" "$WORK/runc.amd64"
}

make_cni() {
	local package
	package=$(unpack containernetworking-plugins "$2")
	pack "$package/usr/lib/cni" . | gzip -1n >"$WORK/cni.tgz"
	publish "cni-$2" "$WORK/cni.tgz"
}
