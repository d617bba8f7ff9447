/**
 * Approves renewals of kubelets' serving certificates, which no controller of Kubernetes does: a script on each control plane that asks the API server, hands
 * what it lists to the judge (`source/approver/`, run by Duktape), and does what that says.
 */
import type {ClusterSpec} from '../../spec/types.ts';
import {nodes} from '../topology.ts';
import judge from './approver-judge.json' with {type: 'json'};

const directory = '/etc/kinstall/approver';
export const approverScriptFile = `${directory}/run.sh`;
export const approverJudgeFile = `${directory}/judge.js`;
export const approverNodesFile = `${directory}/nodes.json`;
export const approverUnit = 'kinstall-csr-approver.service';
/** Made once its first look at the requests succeeded. */
export const approverReadyFile = '/run/kinstall-csr-approver/ready';

export const approverJudge = `// Put together of kinstall's own verdict code, for Duktape.\n${judge.lines.join('\n')}\n`;

/** Which names and addresses a node may ask for. */
export const approverNodes = (spec: ClusterSpec): string =>
	`${JSON.stringify(
		nodes(spec).map(({name, address, addresses, node}) => ({name, address, addresses, node})),
		undefined,
		'\t',
	)}\n`;

export const approverScript = `#!/bin/bash
# Approves what is a renewal of a kubelet's serving certificate beyond doubt, and leaves all else to a person. Says each thing once.
set -u
api=/apis/certificates.k8s.io/v1/certificatesigningrequests
requests="$api?fieldSelector=spec.signerName%3Dkubernetes.io%2Fkubelet-serving"
# Seconds between looks, and until a kubelet that was not met is tried again.
pause=\${1:-20} patience=120
declare -A said looked met

kubectl() { /usr/local/bin/kubectl --kubeconfig="$CREDENTIALS_DIRECTORY/kubeconfig" --request-timeout=10s "$@"; }

say() { # WHAT WORDS
	[ "\${said[$1]-}" = "$2" ] || printf '%s\\n' "$2"
	said[$1]=$2
}

# Whether a kubelet answers at an address with a certificate of this cluster that is valid now and has that name. It knows who asks and refuses the rest,
# as nobody gave the approver rights at kubelets: the handshake is all that counts.
serves() { # ADDRESS NAME
	local host=$1 answer
	[[ $host != *:* ]] || host="[$host]"
	answer=$(kubectl --server="https://$host:10250" --tls-server-name="$2" --request-timeout=5s get --raw=/healthz 2>&1) && return
	# At its very beginning: words of a certificate that does not fit stand in errors, too, and whoever sent it chose them.
	[[ $answer == 'Error from server (Forbidden)'* ]]
}

joined() { local IFS=,; printf '%s' "$*"; }

judge() { # LIST: a line for each decision
	local uid name seen=() pairs=()
	for uid in "\${!looked[@]}"; do
		seen+=("\\"$uid\\"")
		for name in \${met[$uid]}; do pairs+=("[\\"$uid\\",\\"$name\\"]"); done
	done
	{
		cat ${approverJudgeFile}
		printf '\\njudge("'
		printf '{"list":%s,"nodes":%s,"looked":[%s],"met":[%s]}' "$1" "$(<${approverNodesFile})" "$(joined "\${seen[@]}")" "$(joined "\${pairs[@]}")" | base64 -w0
		printf '");\\n'
	} | timeout 60 /usr/bin/duk --run-stdin
}

# What is gone, or may be looked at again, is forgotten.
forget() { # LIST
	local uid
	for uid in "\${!said[@]}"; do [[ $uid == kubectl || $uid == judge || $1 == *"$uid"* ]] || unset "said[$uid]"; done
	for uid in "\${!looked[@]}"; do
		[[ $1 == *"$uid"* ]] && ((SECONDS - looked[$uid] < patience)) || unset "looked[$uid]" "met[$uid]"
	done
}

# Looks that the judge asked for; true if there were any.
look() { # DECISIONS
	local what uid address name any=1
	while IFS=$'\\t' read -r what uid address name; do
		[ "$what" = look ] || continue
		any=0 looked[$uid]=$SECONDS
		: "\${met[$uid]=}"
		! serves "$address" "$name" || met[$uid]+=" $name"
	done <<<"$1"
	return $any
}

act() { # DECISIONS
	local what uid name words object answer
	while IFS=$'\\t' read -r what uid name words object; do
		case $what in
			leave) say "$uid" "$name" ;;
			# The object as it was judged: the API server refuses it when it is another one by now, or another control plane was first.
			approve)
				if answer=$(printf '%s' "$object" | kubectl replace --raw="$api/$name/approval" -f - 2>&1 >/dev/null); then
					say "$uid" "$words"
				elif [[ $answer != *'object has been modified'* ]]; then
					say "$uid" "could not approve $name: $answer"
				fi ;;
		esac
	done <<<"$1"
}

settled=
while :; do
	if ! list=$(kubectl get --raw="$requests" 2>&1); then
		say kubectl "the requests cannot be read: \${list:0:500}"
	else
		say kubectl 'the requests are read'
		touch "$RUNTIME_DIRECTORY/ready"
		forget "$list"
		if [ "$list" != "$settled" ]; then
			if ! decisions=$(judge "$list") || { look "$decisions" && ! decisions=$(judge "$list"); }; then
				say judge "the judge does not work: \${decisions:0:500}"
			else
				act "$decisions"
				# Nothing that waits: the same list needs no second judgement.
				settled=
				[ -n "$decisions" ] || settled=$list
			fi
		fi
	fi
	sleep "$pause"
done
`;
