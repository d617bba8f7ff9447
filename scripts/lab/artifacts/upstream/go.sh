# What the builds from Go modules share. Any Go will do to begin with (1.19 was tried): the one that compiles comes as a module, too.
# Every module is checked against Go's checksum database.
. "${BASH_SOURCE[0]%/*}/parts.sh"
place=${XDG_CACHE_HOME:-$HOME/.cache}/kinstall
# The Go of the newest Kubernetes here; it compiles everything else, so that one is fetched for all.
newest_go=1.26.8

export GOENV=off GOWORK=off GOFLAGS=-mod=mod GO111MODULE=on GOTOOLCHAIN=local CGO_ENABLED=0
unset GOROOT GOBIN GOOS GOARCH GOAMD64 GOEXPERIMENT

# module PATH VERSION: the folder of a module, fetched once.
module() { (cd / && go mod download -json "$1@$2") | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p'; }

# use_go VERSION: this Go from here on. Fails where the module proxy lacks it.
use_go() {
	local root
	root=$(module golang.org/toolchain "v0.0.1-go$1.linux-amd64") || return
	# The proxy's archive has no modes.
	[ -x "$root/bin/go" ] || chmod -R u+w,+x "$root/bin" "$root/pkg/tool"
	export GOROOT=$root PATH="$root/bin:$PATH"
}

# build FOLDER VERSION LDFLAGS PACKAGE...: executables of one repository's packages, FOLDER/NAME each, whole or not at all. A module's path ends before
# `/cmd/`, `/plugins/`, or where its package is the module itself. More than one compile is nobody's gain on two cores: niced, one after the other.
build() {
	local folder=$1 version=$2 ldflags=$3 work package
	shift 3
	[ ! -e "$folder/complete" ] || return 0
	mkdir -p "${folder%/*}"
	work=$folder.work
	exec 9>"$folder.lock"
	flock 9
	[ ! -e "$folder/complete" ] || return 0
	rm -rf "$work" "$folder"
	mkdir -p "$work/out"
	(
		cd "$work"
		go mod init kinstall.build
		{
			printf '//go:build tools\n\npackage build\n\nimport (\n'
			printf '\t_ "%s"\n' "$@"
			printf ')\n'
		} >tools.go
		for package in "$@"; do go get "$package@v$version"; done
		for package in "$@"; do nice go build -trimpath -tags "${TAGS:-}" -ldflags "-s -w $ldflags" -o "$work/out/$(name_of "$package")" "$package"; done
	)
	touch "$work/out/complete"
	mv "$work/out" "$folder"
	rm -rf "$work" "$folder.lock"
}

# build_own FOLDER NAME LDFLAGS MODULE@VERSION...: FOLDER/NAME, whole or not at all, from the main.go on stdin.
build_own() {
	local folder=$1 name=$2 ldflags=$3 work=$1.work
	shift 3
	rm -rf "$work" "$folder"
	mkdir -p "$work/out"
	cat >"$work/main.go"
	(
		cd "$work"
		go mod init kinstall.build
		# Not `go get`, which asks for all that their own packages import.
		go mod edit "${@/#/-require=}"
		nice go build -trimpath -ldflags "-s -w $ldflags" -o "out/$name" .
	)
	touch "$work/out/complete"
	mv "$work/out" "$folder"
	rm -rf "$work"
}

# is_built OF FOLDER: whether it was made with the parts that there are now.
is_built() { grep -Fxqs "$(parts_of "$1")" "$2/complete"; }

# build_copy OF FOLDER NAME LDFLAGS MODULE@VERSION PACKAGE [ARGUMENT...]: FOLDER/NAME, whole or not at all, out of a copy of a module; it is tried with the
# arguments. The function `change` makes of the copy what it shall be, which is its folder of the moment then, with the parts of OF.
build_copy() {
	local folder=$2 name=$3 ldflags=$4 from=$5 package=$6 work=$2.work
	mkdir -p "${folder%/*}"
	exec 9>"$folder.lock"
	flock 9
	! is_built "$1" "$folder" || return 0
	rm -rf "$work" "$folder"
	mkdir -p "$work/out"
	cp -r "$(module "${from%@*}" "${from#*@}")" "$work/module"
	chmod -R u+w "$work/module"
	(
		cd "$work/module"
		change
		nice go build -trimpath -ldflags "-s -w $ldflags" -o "$work/out/$name" "$package" 9>&-
	)
	[ $# = 6 ] || "$work/out/$name" "${@:7}"
	parts_of "$1" >"$work/out/complete"
	mv "$work/out" "$folder"
	rm -rf "$work" "$folder.lock"
}

# The last word of a path that is not a major version.
name_of() {
	local path=${1%/v[0-9]}
	echo "${path##*/}"
}
