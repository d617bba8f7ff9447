# Texts come from the catalog of texts, in the person's language when there is one.
TEXTS=$HERE/../../../source/texts
. "$TEXTS/en/lab-artifacts.sh"
[ ! -f "$TEXTS/${KINSTALL_LANG:-en}/lab-artifacts.sh" ] || . "$TEXTS/${KINSTALL_LANG:-en}/lab-artifacts.sh"

# text KEY [VALUE...]: the text with its values put in, without an end of line.
text() {
	# shellcheck disable=SC2059
	printf "${TEXT[$1]}" "${@:2}"
}

say() { text "$@" && echo; }

# Ends this process. Inside a step the text is the last line of the step's log, from where run_step shows it.
die() {
	say "$@" >&2
	exit 1
}

# duration SECONDS: "7 s" or "6 min 05 s".
duration() {
	if (($1 < 100)); then text seconds "$1"; else text minutes $(($1 / 60)) $(($1 % 60)); fi
}
