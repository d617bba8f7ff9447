# Kubernetes 1.20.2 from Debian's source package, without cloud providers and dockershim, with Debian's Go 1.19. Every
# input is pinned by its sha256; each step can be interrupted and run again. Binaries end in $WORK/kubernetes/out.
K=$WORK/kubernetes TREE=$WORK/kubernetes/gopath/src/k8s.io/kubernetes

kubernetes_source() {
	fetch k/kubernetes/kubernetes_1.20.5%2breally1.20.2.orig.tar.gz kubernetes.tar.gz \
		b83c0780efb182d928dc63d46488a847f161f04e40a94b96bf5247dd671ecdfc
}

kubernetes_toolchain() {
	fetch k/kubernetes/kubernetes_1.20.5%2breally1.20.2-1.1%2bdeb12u1.debian.tar.xz kubernetes-debian.tar.xz \
		9b6e5fd41769d2b5badf2e73b274e3bcd90f85e13d06a1a4a845ccce018127d8
	fetch g/golang-1.19/golang-1.19-go_1.19.8-2_amd64.deb go.deb 545123039b6c79e75cf2d86528781a825424cf33ce9d3f4513d772d7144cd531
	fetch g/golang-1.19/golang-1.19-src_1.19.8-2_all.deb go-src.deb 2dfa82fe4f08f4e0193c532e561af4c91871f5235608f04f2bb8d57bb288df5a
	fetch g/golang-github-modern-go-reflect2/golang-github-modern-go-reflect2-dev_1.0.2-2_all.deb reflect2.deb \
		af150a5172cf4c19bb321a53e67103e7fb18d07c1baa1e816a235155265d3948
}

kubernetes_unpack() {
	local name patch reflect2=vendor/github.com/modern-go/reflect2
	[ ! -d "$TREE" ] || return 0
	with_tool xz xz-utils
	with_tool patch patch
	rm -rf "$K/go" "$K/tree"
	mkdir -p "$K/go" "$K/tree" "${TREE%/*}"
	for name in go go-src reflect2; do dpkg-deb -x "$WORK/downloads/$name.deb" "$K/go"; done
	tar -xzf "$WORK/downloads/kubernetes.tar.gz" --strip-components=1 -C "$K/tree"
	tar -xJf "$WORK/downloads/kubernetes-debian.tar.xz" -C "$K/tree"
	while read -r patch; do
		patch -d "$K/tree" -sp1 -i "$K/tree/debian/patches/$patch"
	done <"$K/tree/debian/patches/series"
	# The vendored reflect2 1.0.1 crashes under Go >= 1.18; Debian's 1.0.2 takes its place.
	mv "$K/tree/$reflect2/LICENSE" "$K/reflect2.LICENSE"
	rm -r "${K:?}/tree/$reflect2"
	cp -r "$K/go/usr/share/gocode/src/github.com/modern-go/reflect2" "$K/tree/$reflect2"
	mv "$K/reflect2.LICENSE" "$K/tree/$reflect2/LICENSE"
	mv "$K/tree" "$TREE"
}

# The environment of the build, free of what the machine's own Go may have set.
go_environment() {
	unset GOAMD64 GOEXPERIMENT GOBIN GOOS GOARCH
	export GOENV=off GOROOT=$K/go/usr/lib/go-1.19 GOPATH=$K/gopath GOCACHE=$K/cache GO111MODULE=off CGO_ENABLED=0 GOFLAGS= GOPROXY=off
	export PATH=$GOROOT/bin:$PATH LC_ALL=C
	cd "$TREE"
}

# Packages that ask for OpenAPI definitions, comma separated.
openapi_packages() {
	find . -name '[_.]?*' -prune -o -path ./vendor -prune -o -type f -name '*.go' -print | sed 's|^\./||' |
		xargs grep -l '^// *+k8s:openapi-gen=' |
		grep -v -e '^staging/src/k8s.io/code-generator/' -e '^staging/src/k8s.io/sample-apiserver/' |
		xargs -n1 dirname | sort -u | sed -e 's|^staging/src|vendor|' | sort -u | sed 's|^|k8s.io/kubernetes/|' | paste -sd,
}

# The one generated file that the source package lacks.
kubernetes_generate() {
	[ ! -e "$K/generated" ] || return 0
	go_environment
	rm -f pkg/generated/openapi/zz_generated.openapi.go
	go build -o "$K/openapi-gen" k8s.io/kubernetes/vendor/k8s.io/kube-openapi/cmd/openapi-gen
	"$K/openapi-gen" --logtostderr -i "$(openapi_packages)" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
		-h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$K/violations"
	diff "$K/violations" api/api-rules/violation_exceptions.list
	touch "$K/generated"
}

kubernetes_compile() {
	local name package pair flags='-s -w ' commands=()
	for package in component-base/version client-go/pkg/version; do
		for pair in gitVersion=v1.20.2 gitMajor=1 gitMinor=20 gitTreeState=archive buildDate=2021-01-13T13:20:00Z; do
			flags+=" -X k8s.io/kubernetes/vendor/k8s.io/$package.$pair"
		done
	done
	for name in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl kubeadm; do commands+=("./cmd/$name"); done
	go_environment
	mkdir -p "$K/out"
	nice go build -trimpath -tags providerless,dockerless -ldflags "$flags" -o "$K/out/" "${commands[@]}"
	kubernetes_check
}

# Refuses binaries that are not byte for byte what this recipe builds.
kubernetes_check() {
	local wanted name sum
	while read -r wanted name; do
		[ "$wanted" != '#' ] || continue
		[ -f "$K/out/$name" ] || die no-binary "$name"
		sum=$(sha256sum "$K/out/$name" | cut -d' ' -f1)
		[ "$sum" = "$wanted" ] || die wrong-sum "$name" "$sum" "$wanted"
	done <"$HERE/kubernetes-1.20.2.sha256"
}

kubernetes_prebuilt() {
	local archive=$KINSTALL_PREBUILT/v1.20.2-linux-amd64.tar.xz
	[ -r "$archive" ] || die no-prebuilt "$archive"
	with_tool xz xz-utils
	rm -rf "$K/out"
	mkdir -p "$K/out"
	tar -xJf "$archive" --no-same-owner -C "$K/out"
	kubernetes_check
}

make_kubernetes_1_20() {
	local bin=$WORK/server/kubernetes/server/bin name
	rm -rf "$WORK/server"
	mkdir -p "$bin"
	while read -r _ name; do
		[ ! -f "$K/out/$name" ] || ln "$K/out/$name" "$bin/$name"
	done <"$HERE/kubernetes-1.20.2.sha256"
	pack "$WORK/server" kubernetes | gzip -1n >"$WORK/kubernetes.tgz"
	publish kubernetes-1.20.2 "$WORK/kubernetes.tgz"
}

plan_kubernetes_1_20() {
	ROOM=$((ROOM + 700))
	if [ -n "${KINSTALL_PREBUILT:-}" ]; then
		plan_step prebuilt 1.20.2 12 kubernetes_prebuilt
	elif ! (kubernetes_check) >/dev/null 2>&1; then
		ROOM=$((ROOM + 2200))
		plan_step source 1.20.2 5 kubernetes_source
		plan_step toolchain 1.20.2 8 kubernetes_toolchain
		plan_step unpack 1.20.2 12 kubernetes_unpack
		plan_step generate 1.20.2 20 kubernetes_generate
		plan_step compile 1.20.2 360 kubernetes_compile
	fi
	plan_step kubernetes 1.20.2 15 make_kubernetes_1_20
}
