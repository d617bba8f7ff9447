# parts_of NAME: a sum over upstream/NAME.sh and what it puts into the copy of a module: a program that was made with others is made anew.
parts_of() {
	(
		cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
		find "$1.sh" "$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
	)
}
