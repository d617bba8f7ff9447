/** Succeeds, on the host itself, when its front takes connections, in one of the host's families, and sends a client from http to https. */
export const frontAnswers = `( for at in 127.0.0.1 ::1; do ${[
	'( : <>/dev/tcp/$at/443',
	'exec 3<>/dev/tcp/$at/80',
	"printf 'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3",
	'IFS= read -r -t 4 line <&3',
	'[[ $line == *" 308 "* ]] ) 2>/dev/null',
	'exit 0; done; exit 1',
].join(' && ')} )`;
