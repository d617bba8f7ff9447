# Packages and sources of Debian, fetched by apt as the machine has it set up (mirrors, proxies, keys) but with lists
# and a cache of our own; unpacked below $WORK, never installed.
SUITE=bookworm

apt_get() {
	apt-get -qq -o Dir::State::lists="$WORK/apt/lists" -o Dir::Cache="$WORK/apt/cache" \
		-o APT::Sandbox::User=root -o Debug::NoLocking=true "$@"
}

# The machine's own lists will do when they are there; they are fetched only when they are not, or are out of date.
apt_lists() {
	[ ! -d "$WORK/apt/lists" ] || return 0
	mkdir -p "$WORK/apt/lists/partial" "$WORK/apt/cache/archives/partial"
	cp -a /var/lib/apt/lists/*_* "$WORK/apt/lists/" 2>/dev/null || apt_update
}

# Other sources of the machine may be out of reach; what counts is whether the package is found afterwards.
apt_update() {
	[ ! -e "$WORK/apt/updated" ] || return 1
	apt_get update || :
	touch "$WORK/apt/updated"
}

# The mirror of the suite: where apt's index of it comes from, or else where it would fetch a package of it from.
mirror() {
	local site
	apt_lists
	for _ in now updated; do
		site=$(apt_get indextargets --format '$(SITE)' "Codename: $SUITE" 'Created-By: Packages' | head -n 1)
		[ -n "$site" ] || site=$(apt_get download --print-uris golang-1.19-go 2>/dev/null | sed -n "s|^'\(.*\)/pool/.*|\1|p")
		[ -z "$site" ] || break
		apt_update || break
	done
	[ -n "$site" ] || die no-mirror
	echo "$site"
}

# download PACKAGE into the current directory, which is empty.
download() {
	apt_lists
	apt_get download "$1" || { rm -f -- * && apt_update && apt_get download "$1"; }
}

# unpack PACKAGE [VERSION]: prints the folder with the package's files. VERSION is upstream's.
unpack() {
	local package=$1 wanted=${2:-} folder=$WORK/debian/$1 version
	if [ ! -d "$folder" ]; then
		rm -rf "$folder.tmp"
		mkdir -p "$folder.tmp/deb"
		(cd "$folder.tmp/deb" && download "$package") >&2 || die no-package "$package"
		version=$(dpkg-deb -f "$folder.tmp"/deb/*.deb Version)
		[[ -z $wanted || ${version#*:} == "$wanted"[-~+]* ]] || die wrong-version "$package" "$version" "$wanted"
		dpkg-deb -x "$folder.tmp"/deb/*.deb "$folder.tmp/root"
		mv "$folder.tmp/root" "$folder"
		rm -rf "$folder.tmp"
	fi
	echo "$folder"
}

# fetch POOL_PATH NAME SHA256: a file below the mirror's pool/main as $WORK/downloads/NAME. apt's own helper fetches,
# goes on with what is there, and checks the sum.
fetch() {
	local file=$WORK/downloads/$2 site
	[ ! -e "$file" ] || return 0
	mkdir -p "$WORK/downloads"
	site=$(mirror)
	for _ in first again; do
		/usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file "$site/pool/main/$1" "$file.part" "SHA256:$3" && break
		rm -f "$file.part" "$file.part.FAILED" # a broken start is not gone on with
	done
	[ -e "$file.part" ] || die no-file "$1" "$3"
	mv "$file.part" "$file"
}

# with_tool COMMAND PACKAGE: a command that a small Debian lacks, from its unpacked package.
with_tool() {
	local folder
	! command -v "$1" >/dev/null || return 0
	folder=$(unpack "$2")
	PATH=$folder/usr/bin:$folder/bin:$PATH
}
