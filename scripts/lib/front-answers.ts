/** Succeeds, on the host itself, when its front takes connections and sends a client from http to https. */
export const frontAnswers = `( ${[
	': <>/dev/tcp/127.0.0.1/443',
	'exec 3<>/dev/tcp/127.0.0.1/80',
	"printf 'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3",
	'IFS= read -r -t 4 line <&3',
	'[[ $line == *" 308 "* ]]',
].join(' && ')} )`;
