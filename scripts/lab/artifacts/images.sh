# The images that pods of the lab run, as docker-archives with one layer.

# pause 3.2 of the Kubernetes source that 1.20.2 is built from.
make_pause() { # NAME VERSION
	tar -xzOf "$WORK/downloads/kubernetes.tar.gz" kubernetes-1.20.2/build/pause/linux/pause.c >"$WORK/pause.c"
	compile_pause "$2" "$WORK/pause.c"
}

# compile_pause VERSION FILE: pause.c, static. tcc and musl do for it: 1 MB, where gcc and glibc are 60 MB to unpack.
compile_pause() {
	local version=$1 source=$2 musl tcc root=$WORK/pause-$1 lib
	tcc=$(unpack tcc) musl=$(unpack musl-dev)
	mkdir -p "$root"
	lib=$musl/usr/lib/x86_64-linux-musl
	"$tcc/usr/bin/tcc" -static -nostdinc -nostdlib -DVERSION="$version" -I"$musl/usr/include/x86_64-linux-musl" -o "$root/pause" \
		"$lib/crt1.o" "$lib/crti.o" "$source" "$lib/libc.a" "$tcc/usr/lib/x86_64-linux-gnu/tcc/libtcc1.a" "$lib/crtn.o"
	[ "$("$root/pause" -v)" = "pause.c $version" ]
	image "pause-$version" "registry.k8s.io/pause:$version" "$root" '{"Entrypoint":["/pause"],"User":"65535:65535"}'
}

# Answers with the pod's name on port 8080. As PID 1 it must take SIGTERM itself, or each pod takes 30 s to end.
serve() {
	cat <<-'X'
		#!/bin/sh
		trap 'exit 0' TERM INT
		mkdir -p /www
		hostname >/www/index.html
		httpd -f -p 8080 -h /www &
		wait
	X
}

make_app() {
	local busybox root=$WORK/app/root name
	busybox=$(unpack busybox-static)
	rm -rf "$root"
	mkdir -p "$root"/{bin,etc,tmp,proc,sys,dev,www}
	cp "$busybox/bin/busybox" "$root/bin/"
	for name in sh cat date echo env grep hostname httpd id ip kill ls mkdir nc netstat nslookup ping ps rm sed sleep tail test touch vi wget; do
		ln -s busybox "$root/bin/$name"
	done
	printf 'root:x:0:0:root:/:/bin/sh\n' >"$root/etc/passwd"
	printf 'root:x:0:\n' >"$root/etc/group"
	serve >"$root/bin/serve-hostname"
	chmod 755 "$root/bin/serve-hostname"
	image app-1 kinstall.local/app:1 "$root" '{"Env":["PATH=/bin"],"Cmd":["/bin/serve-hostname"],"ExposedPorts":{"8080/tcp":{}}}'
}
