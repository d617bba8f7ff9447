# The lab's texts come from the catalog of texts, in the person's language when there is one.
TEXTS=$HERE/../../source/texts
. "$TEXTS/en/lab.sh"
[ ! -f "$TEXTS/${KINSTALL_LANG:-en}/lab.sh" ] || . "$TEXTS/${KINSTALL_LANG:-en}/lab.sh"

# text KEY [VALUE...]: the text with its values put in, as a line.
text() {
	# shellcheck disable=SC2059
	printf "${TEXT[$1]}\n" "${@:2}"
}

die() {
	echo "lab.sh: $(text "$@")" >&2
	exit 1
}

as_root() { [ "$(id -u)" = 0 ] || die not-root; }
